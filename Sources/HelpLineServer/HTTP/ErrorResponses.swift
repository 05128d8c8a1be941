import Foundation
import Hummingbird
import Logging
import NIOCore
import Storage

/// Turns every failure into a status and a JSON body, and logs those that are the server's own.
///
/// Rasa's routes answer in Rasa's form, all others with `application/problem+json` (RFC 9457).
struct ErrorResponses: RouterMiddleware {
  func handle(
    _ request: Request, context: HelpLineContext,
    next: (Request, HelpLineContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as RequestError {
      return Self.response(to: request, error: error)
    } catch let error as HTTPError {
      return Self.response(to: request, error: Self.requestError(error))
    } catch let error as StorageError {
      let answer = RequestError(error)
      // What a client got wrong is no failure of the store, and its reason quotes the client.
      if answer.status.code >= 500 {
        context.logger.error(
          "storage failed", metadata: ["route": "\(route(context))", "reason": "\(error)"])
      }
      return Self.response(to: request, error: answer)
    } catch is NIOTooManyBytesError {
      return Self.response(to: request, error: JSONBody.tooLarge)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      context.logger.error(
        "request failed",
        metadata: ["route": "\(route(context))", "error": "\(type(of: error))"])
      return Self.response(
        to: request,
        error: RequestError(
          .internalServerError, reason: "InternalError",
          message: "the server could not answer; the failure was logged"))
    }
  }

  /// The route's pattern, such as `/conversations/{id}`: what stands in its place may be anybody's.
  private func route(_ context: HelpLineContext) -> String {
    context.endpointPath ?? "none"
  }

  private static func requestError(_ error: HTTPError) -> RequestError {
    error.status == .notFound
      ? .notFound("there is no such page or route")
      : RequestError(
        error.status, reason: error.status.reasonPhrase.filter { $0 != " " },
        message: error.body ?? error.status.reasonPhrase, headers: error.headers)
  }

  static func response(to request: Request, error: RequestError) -> Response {
    let isRasa = RasaFormat.owns(path: request.uri.path)
    var headers = error.headers
    headers[.contentType] = isRasa ? "application/json" : "application/problem+json"
    let body =
      isRasa
      ? JSONBody.encode(RasaFormat.ErrorBody(error))
      : JSONBody.encode(Problem(error))
    return Response(status: error.status, headers: headers, body: .init(byteBuffer: body))
  }
}

/// The body of an error on our own routes (RFC 9457).
struct Problem: Encodable {
  let type = "about:blank"
  let title: String
  let status: Int
  let detail: String
  let reason: String

  init(_ error: RequestError) {
    title = error.status.reasonPhrase
    status = error.status.code
    detail = error.message
    reason = error.reason
  }
}
