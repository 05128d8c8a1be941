internal import Crypto
internal import Foundation

/// Someone who writes to the help line: a sender on a channel.
public struct Person: Sendable, Equatable {
  public var channel: String
  public var sender: String

  public init(channel: String, sender: String) {
    self.channel = channel
    self.sender = sender
  }

  /// SHA-256 of channel, a zero byte and sender, in hexadecimal: a name for audit lines, which stay
  /// when the person's data is gone.
  public var pseudonym: String {
    SHA256.hash(data: Data(channel.utf8) + [0] + Data(sender.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
