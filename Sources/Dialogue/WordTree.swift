/// Words as a tree of scalars, with numbers where one ends. Built once, then read: one step a scalar,
/// without any string.
struct WordTree: Sendable {
  /// A word that ends at a node.
  struct End: Sendable {
    let word: Int
    /// How many scalars may follow.
    let rest: Int
  }

  /// While it is built: the child of a node by a scalar, and what ends at each node.
  private var children: [UInt64: Int] = [:]
  private var endsOfNode: [[End]]

  /// Once it is built: the edges of node n are `firstEdge[n]..<firstEdge[n + 1]`, their scalars rise.
  private var firstEdge: [Int] = []
  private var scalars: [UInt32] = []
  private var targets: [Int] = []

  /// - Parameter roots: trees in one; their roots are the nodes 0, 1, …
  init(roots: Int) {
    endsOfNode = Array(repeating: [], count: roots)
  }

  private static func key(_ node: Int, _ scalar: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: node) << 32 | UInt64(scalar)
  }

  mutating func insert(_ word: some Sequence<UInt32>, root: Int, end: End) {
    var node = root
    for scalar in word {
      let key = Self.key(node, scalar)
      if let child = children[key] {
        node = child
      } else {
        node = endsOfNode.count
        children[key] = node
        endsOfNode.append([])
      }
    }
    endsOfNode[node].append(end)
  }

  /// To be called after the last `insert`, before the first look-up.
  mutating func finish() {
    let edges = children.sorted { $0.key < $1.key }
    scalars = edges.map { UInt32(truncatingIfNeeded: $0.key) }
    targets = edges.map(\.value)
    firstEdge = []
    for (edge, entry) in edges.enumerated() {
      while firstEdge.count <= Int(entry.key >> 32) { firstEdge.append(edge) }
    }
    while firstEdge.count <= endsOfNode.count { firstEdge.append(edges.count) }
    children = [:]
  }

  /// The child of `node` by `scalar`.
  func child(of node: Int, _ scalar: UInt32) -> Int? {
    var low = firstEdge[node]
    var high = firstEdge[node + 1]
    while low < high {
      let middle = (low + high) / 2
      if scalars[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < firstEdge[node + 1] && scalars[low] == scalar ? targets[low] : nil
  }

  func ends(at node: Int) -> [End] { endsOfNode[node] }
}
