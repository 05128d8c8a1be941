/// N-gram hash → row. Rows `0..<tokenRowCount` are n-grams inside one token, the rest are pairs of
/// tokens.
///
/// A table with open addressing and linear probing; a slot holds the upper half of the hash and the
/// row. Two n-grams meet by chance with a probability of about 2⁻³² a look-up.
public struct Vocabulary: Sendable, Equatable {
  /// Number of n-grams known.
  public let count: Int
  /// Number of n-grams inside one token; they come first.
  public let tokenRowCount: Int
  /// `upper half of the hash << 32 | row`, or `emptySlot`; the size is a power of two.
  public let slots: [UInt64]
  private let mask: UInt64

  public static let emptySlot = UInt64.max

  /// A vocabulary over a table of slots.
  ///
  /// - Returns: nil when the size is not a power of two above `count`, when a row is out of range, or
  ///   when the number of filled slots is not `count`.
  public init?(slots: [UInt64], count: Int, tokenRowCount: Int) {
    guard slots.count & (slots.count - 1) == 0, slots.count > count, tokenRowCount >= 0,
      tokenRowCount <= count
    else { return nil }
    var used = 0
    for slot in slots where slot != Self.emptySlot {
      guard slot & 0xFFFF_FFFF < UInt64(count) else { return nil }
      used += 1
    }
    guard used == count else { return nil }
    self.slots = slots
    self.count = count
    self.tokenRowCount = tokenRowCount
    mask = UInt64(slots.count - 1)
  }

  /// A vocabulary of `hashes`: the hash at place `i` gets row `i`.
  ///
  /// - Precondition: the hashes differ from each other.
  public init(hashes: [UInt64], tokenRowCount: Int) {
    var capacity = 16
    while capacity < hashes.count * 2 { capacity *= 2 }
    var slots = [UInt64](repeating: Self.emptySlot, count: capacity)
    let mask = UInt64(capacity - 1)
    for (row, hash) in hashes.enumerated() {
      var place = hash & mask
      while slots[Int(place)] != Self.emptySlot { place = (place + 1) & mask }
      slots[Int(place)] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(row)
    }
    self.slots = slots
    self.mask = mask
    count = hashes.count
    self.tokenRowCount = tokenRowCount
  }

  /// The row of an n-gram, or -1 when it is unknown.
  @inline(__always)
  func row(of hash: UInt64) -> Int32 {
    var place = hash & mask
    while true {
      let slot = slots[Int(truncatingIfNeeded: place)]
      if slot == Self.emptySlot { return -1 }
      if (slot ^ hash) >> 32 == 0 { return Int32(truncatingIfNeeded: slot) }
      place = (place &+ 1) & mask
    }
  }
}
