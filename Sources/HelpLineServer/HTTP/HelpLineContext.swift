import Hummingbird
import Logging
import NIOCore

/// What travels with a request.
struct HelpLineContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let remoteAddress: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// The peer of the connection; the proxy's word for it where the settings trust the proxy.
  ///
  /// Behind a proxy that is not trusted everybody would seem to sit on this machine, so a forwarded
  /// request never counts as loopback; nor does one for a foreign host name, which a web page can
  /// make (DNS rebinding).
  func client(of request: Request, trustsProxy: Bool) -> Client {
    let forwarded = request.headers[.xForwardedFor]
    if trustsProxy, let forwarded { return Client(forwardedFor: forwarded) }
    let isDirect =
      forwarded == nil && request.headers[.forwarded] == nil
      && Client.isLoopbackName(request.head.authority ?? "")
    return Client(address: remoteAddress, isDirect: isDirect)
  }
}
