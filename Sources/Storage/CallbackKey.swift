internal import Crypto
public import Foundation

/// The AES-256 key that seals call-backs.
public struct CallbackKey: Sendable {
  let key: SymmetricKey
  /// The first 8 hexadecimal digits of the key's SHA-256: names a key without telling it.
  public let id: String

  /// - Throws: `invalidCallbackKey` unless `bytes` are 32 bytes.
  public init(bytes: Data) throws(StorageError) {
    guard bytes.count == 32 else {
      throw .invalidCallbackKey(reason: "\(bytes.count) bytes, expected 32")
    }
    key = SymmetricKey(data: bytes)
    id = SHA256.hash(data: bytes).prefix(4).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// Reads the key from configuration: 32 bytes in Base64.
  ///
  /// - Throws: `invalidCallbackKey`.
  public init(base64: String) throws(StorageError) {
    guard let bytes = Data(base64Encoded: base64) else {
      throw .invalidCallbackKey(reason: "not Base64")
    }
    try self.init(bytes: bytes)
  }
}
