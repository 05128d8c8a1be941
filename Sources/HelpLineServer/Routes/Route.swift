import HTTPTypes
import Hummingbird

/// One route of the server, as a value.
struct Route: Sendable {
  typealias Handler = @Sendable (Request, HelpLineContext) async throws -> Response

  let method: HTTPRequest.Method
  /// `/api/v1/administration/callbacks/{id}`
  let path: String
  let handler: Handler

  init(_ method: HTTPRequest.Method, _ path: String, handler: @escaping Handler) {
    self.method = method
    self.path = path
    self.handler = handler
  }
}

extension Router where Context == HelpLineContext {
  /// Adds the routes; every other method of their paths is answered with 405 and what is allowed.
  func add(_ routes: [Route]) {
    let paths = Dictionary(grouping: routes, by: \.path)
    for (path, routes) in paths.sorted(by: { $0.key < $1.key }) {
      let methods = routes.map(\.method)
      for route in routes {
        on(RouterPath(path), method: route.method, use: route.handler)
      }
      let allowed = (methods + (methods.contains(.get) ? [.head] : [])).map(\.rawValue).sorted()
      let allow = allowed.joined(separator: ", ")
      for method in Self.knownMethods where !allowed.contains(method.rawValue) {
        on(RouterPath(path), method: method) { _, _ -> Response in
          if method == .options { return Response(status: .noContent, headers: [.allow: allow]) }
          throw RequestError(
            .methodNotAllowed, reason: "MethodNotAllowed",
            message: "this path answers \(allow) only", headers: [.allow: allow])
        }
      }
    }
  }

  private static var knownMethods: [HTTPRequest.Method] {
    [.get, .head, .post, .put, .patch, .delete, .options]
  }
}
