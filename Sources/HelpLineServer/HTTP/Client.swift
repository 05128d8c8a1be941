import Hummingbird
import NIOCore

/// Who sent a request, by address.
struct Client: Hashable, Sendable {
  /// Text of the IP address; an IPv6 client counts by its /64 network, which one household shares.
  let network: String
  let isLoopback: Bool

  /// - Parameter isDirect: no proxy stands between, and the request is for this machine by name.
  init(address: SocketAddress?, isDirect: Bool) {
    self.init(text: address?.ipAddress ?? "unknown", isDirect: isDirect)
  }

  /// Whether `authority`, a request's host with or without port, names this machine.
  static func isLoopbackName(_ authority: String) -> Bool {
    let host =
      authority.hasPrefix("[")
      ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
    return host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  /// The client behind a proxy is the last entry of `X-Forwarded-For`: the one the proxy wrote.
  init(forwardedFor header: String) {
    let last = header.split(separator: ",").last.map(String.init) ?? "unknown"
    self.init(text: last.filter { !$0.isWhitespace }, isDirect: true)
  }

  private init(text: String, isDirect: Bool) {
    isLoopback =
      isDirect && (text == "::1" || text.hasPrefix("127.") || text.hasPrefix("::ffff:127."))
    if text.contains(":"), !text.hasPrefix("::ffff:") {
      network = text.split(separator: ":", omittingEmptySubsequences: false).prefix(4)
        .joined(separator: ":")
    } else {
      network = text
    }
  }
}
