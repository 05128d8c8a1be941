import HTTPTypes
import Hummingbird

/// Sets the headers that keep browsers from doing more with a response than it is meant for.
struct SecurityHeaders: RouterMiddleware {
  private let api: HTTPFields
  private let page: HTTPFields
  private let widget: HTTPFields
  private let widgetScript: HTTPFields

  /// No inline script or style, nothing from elsewhere.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'"

  init(settings: WebSettings) {
    var common: HTTPFields = [
      .xContentTypeOptions: "nosniff",
      .referrerPolicy: "no-referrer",
      .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ]
    if settings.https { common[.strictTransportSecurity] = "max-age=31536000" }
    let origins = settings.widgetOrigins.joined(separator: " ")

    func headers(_ policy: String, frames: String, resource: String) -> HTTPFields {
      var headers = common
      headers[.contentSecurityPolicy] = "\(policy); frame-ancestors \(frames)"
      headers[.crossOriginResourcePolicy] = resource
      if frames == "'none'" { headers[.xFrameOptions] = "DENY" }
      return headers
    }
    api = headers("default-src 'none'", frames: "'none'", resource: "same-origin")
    page = headers(Self.policy, frames: "'none'", resource: "same-origin")
    widget = headers(
      Self.policy, frames: origins.isEmpty ? "'self'" : "'self' \(origins)",
      resource: "same-origin")
    widgetScript = headers("default-src 'none'", frames: "'none'", resource: "cross-origin")
  }

  func handle(
    _ request: Request, context: HelpLineContext,
    next: (Request, HelpLineContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    let headers =
      switch request.uri.path {
      case "/": page
      case "/widget": widget
      case "/widget.js": widgetScript
      default: api
      }
    response.headers.append(contentsOf: headers)
    return response
  }
}

extension HTTPField.Name {
  // The literals are valid names; `HTTPField.Name.init` returns nil for others only.
  static let referrerPolicy = named("Referrer-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
  static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
  static let xFrameOptions = named("X-Frame-Options")
  static let xForwardedFor = named("X-Forwarded-For")
  static let forwarded = named("Forwarded")
  static let lastEventID = named("Last-Event-ID")
  static let xAccelBuffering = named("X-Accel-Buffering")
  static let accessControlAllowCredentials = named("Access-Control-Allow-Credentials")

  private static func named(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
    return name
  }
}
