import Crypto
import Foundation
import Hummingbird
import NIOCore

/// The files of the web chat, compiled into the program.
struct WebAssets: Sendable {
  /// One file as it is sent.
  struct Asset: Sendable {
    let body: ByteBuffer
    let contentType: String
    /// Changes with the content: browsers ask again with it.
    let entityTag: String

    init(_ bytes: [UInt8], contentType: String) {
      body = ByteBuffer(bytes: bytes)
      self.contentType = contentType
      let digest = SHA256.hash(data: bytes).prefix(8).map { String(format: "%02x", $0) }.joined()
      entityTag = "\"\(digest)\""
    }

    func response(to request: Request) -> Response {
      let headers: HTTPFields = [
        .eTag: entityTag, .cacheControl: "no-cache", .contentType: contentType,
      ]
      if request.headers[.ifNoneMatch]?.contains(entityTag) == true {
        return Response(status: .notModified, headers: headers)
      }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }
  }

  /// By path.
  let assets: [String: Asset]

  init() {
    let page = Asset(PackageResources.chat_html, contentType: "text/html; charset=utf-8")
    let icon = Asset(PackageResources.favicon_svg, contentType: "image/svg+xml")
    func script(_ bytes: [UInt8]) -> Asset {
      Asset(bytes, contentType: "text/javascript; charset=utf-8")
    }
    assets = [
      "/": page,
      "/widget": page,
      "/widget.js": script(PackageResources.widget_js),
      "/favicon.svg": icon,
      "/favicon.ico": icon,
      "/assets/chat.css": Asset(
        PackageResources.chat_css, contentType: "text/css; charset=utf-8"),
      "/assets/chat.js": script(PackageResources.chat_js),
      "/assets/view.js": script(PackageResources.view_js),
      "/api/v1/openapi.yaml": Asset(
        PackageResources.openapi_yaml, contentType: "application/yaml"),
      "/assets/strings.js": script(PackageResources.strings_js),
    ]
  }
}
