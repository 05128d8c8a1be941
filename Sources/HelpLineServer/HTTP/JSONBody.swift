import Foundation
import Hummingbird
import NIOCore
import NIOFoundationCompat

/// Reads and writes the JSON of the API.
enum JSONBody {
  static let tooLarge = RequestError(
    .contentTooLarge, reason: "ContentTooLarge", message: "the request's body is too large")

  /// Decodes the body of `request`.
  ///
  /// - Throws: 415 for another content type, 413 above `limit` bytes, 400 for anything that is not
  ///   the JSON expected.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from request: Request, limit: Int
  ) async throws -> Value {
    let buffer = try await bytes(of: request, limit: limit)
    return try decode(type, from: buffer)
  }

  /// The body of `request`, not looked into.
  ///
  /// - Throws: 415 for another content type, 413 above `limit` bytes.
  static func bytes(of request: Request, limit: Int) async throws -> ByteBuffer {
    guard isJSON(request.headers[.contentType]) else {
      throw RequestError(
        .unsupportedMediaType, reason: "UnsupportedMediaType",
        message: "found content type \(request.headers[.contentType] ?? "none"); "
          + "expected application/json")
    }
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
      throw tooLarge
    }
    do {
      return try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw tooLarge
    }
  }

  /// - Throws: 400 for anything that is not the JSON expected.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from buffer: ByteBuffer
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: buffer)
    } catch let error as DecodingError {
      throw RequestError.malformed(sentence(of: error))
    } catch {
      throw RequestError.malformed("the body is not valid JSON in UTF-8")
    }
  }

  private static func isJSON(_ contentType: String?) -> Bool {
    if contentType == "application/json" { return true }
    guard let type = contentType?.split(separator: ";").first else { return false }
    return type.trimmingCharacters(in: .whitespaces).lowercased() == "application/json"
  }

  /// Names the field and what is wrong with it, never its value.
  private static func sentence(of error: DecodingError) -> String {
    func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + (key.map { [$0] } ?? [])).map { key in
        key.intValue.map { "[\($0)]" } ?? key.stringValue
      }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "the field \"\(path(context, key))\" is missing"
    case .valueNotFound(_, let context) where !context.codingPath.isEmpty:
      return "the field \"\(path(context))\" is null"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let name = path(context)
      return name.isEmpty
        ? "the body is JSON of another kind than expected"
        : "the field \"\(name)\" is of another kind than expected"
    default:
      return "the body is not valid JSON in UTF-8"
    }
  }

  static func encode(_ value: some Encodable) -> ByteBuffer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return ByteBuffer(data: try encoder.encode(value))
    } catch {
      // Only a number that is not finite can fail; none of the API's types holds one.
      return ByteBuffer(string: "{}")
    }
  }

  /// Bytes that are JSON already.
  static func response(bytes: [UInt8]) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  static func response(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: encode(value)))
  }
}
