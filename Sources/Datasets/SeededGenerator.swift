/// A repeatable stream of random numbers: SplitMix64 (Steele, Lea & Flood 2014). One seed gives the
/// same stream on every machine.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  /// The generator of a part of a run: other parts of the same seed get unrelated streams.
  public init(seed: UInt64, stream: UInt64) {
    var mixer = SeededGenerator(seed: seed &+ stream &* 0xd134_2543_de82_ef95)
    state = mixer.next() ^ stream
  }

  @inlinable
  public mutating func next() -> UInt64 {
    advance()
  }

  @usableFromInline
  @inline(__always)
  mutating func advance() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number in 0..<1, on a grid of 2⁻²⁴.
  public mutating func unit() -> Float {
    Float(advance() >> 40) * 0x1p-24
  }
}
