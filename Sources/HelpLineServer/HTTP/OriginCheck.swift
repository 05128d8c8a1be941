import Hummingbird

/// Refuses what pages of foreign origins send, and lets those of the allow-list read the answers.
///
/// Browsers name the page's origin in every request that changes something; a request without one is
/// no browser's.
struct OriginCheck: RouterMiddleware {
  let allowed: Set<Origin>

  init(settings: WebSettings) {
    allowed = Set(settings.widgetOrigins.compactMap { Origin($0) })
  }

  func handle(
    _ request: Request, context: HelpLineContext,
    next: (Request, HelpLineContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.path.hasPrefix("/api/"), let text = request.headers[.origin] else {
      return try await next(request, context)
    }
    guard let origin = Origin(text) else { throw Self.foreign }
    if origin.authority == (request.head.authority ?? "")[...] {
      return try await next(request, context)
    }
    guard allowed.contains(origin) else { throw Self.foreign }
    if request.method == .options {
      return Response(
        status: .noContent,
        headers: sharing(
          with: origin,
          [
            .accessControlAllowMethods: "GET, POST, DELETE",
            .accessControlAllowHeaders: "Content-Type, Last-Event-ID",
            .accessControlMaxAge: "600",
          ]))
    }
    var response = try await next(request, context)
    response.headers.append(contentsOf: sharing(with: origin, [:]))
    return response
  }

  private static let foreign = RequestError(
    .forbidden, reason: "ForeignOrigin",
    message: "pages of this origin may not use the chat; web.widget_origins lists those that may")

  private func sharing(with origin: Origin, _ headers: HTTPFields) -> HTTPFields {
    var headers = headers
    headers[.accessControlAllowOrigin] = origin.description
    headers[.accessControlAllowCredentials] = "true"
    headers[.vary] = "Origin"
    return headers
  }
}
