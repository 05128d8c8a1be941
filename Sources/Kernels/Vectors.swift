/// Eight numbers from `x` on, at any address.
@inline(__always)
@unsafe
func vector(_ x: UnsafePointer<Float>) -> SIMD8<Float> {
  unsafe UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
}

/// Writes eight numbers from `x` on, at any address.
@inline(__always)
@unsafe
func store(_ values: SIMD8<Float>, at x: UnsafeMutablePointer<Float>) {
  unsafe UnsafeMutableRawPointer(x).storeBytes(of: values, as: SIMD8<Float>.self)
}
