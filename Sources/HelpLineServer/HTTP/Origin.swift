/// Scheme, host and port of a page (RFC 6454), as browsers send it: `https://example.kz`.
struct Origin: Hashable, Sendable, CustomStringConvertible {
  let description: String

  /// nil unless `text` is an `http` or `https` origin without path, query or credentials.
  init?(_ text: String) {
    let lowercase = text.lowercased()
    guard let separator = lowercase.firstRange(of: "://") else { return nil }
    let scheme = lowercase[..<separator.lowerBound]
    let authority = lowercase[separator.upperBound...]
    let isHostCharacter = { (byte: UInt8) in
      byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
        || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        || [".", "-", ":", "[", "]"].contains(Character(Unicode.Scalar(byte)))
    }
    guard scheme == "http" || scheme == "https", !authority.isEmpty,
      authority.utf8.allSatisfy(isHostCharacter)
    else { return nil }
    description = lowercase
  }

  /// `example.kz` or `127.0.0.1:8080`: what a request's `Host` says.
  var authority: Substring {
    description.firstRange(of: "://").map { description[$0.upperBound...] } ?? ""
  }
}
