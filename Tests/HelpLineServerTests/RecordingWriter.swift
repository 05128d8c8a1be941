import Hummingbird
import HTTPTypes
import NIOCore

@testable import HelpLineServer

/// Keeps what a response writes.
private struct RecordingWriter: ResponseBodyWriter {
  let written = Shared("")

  mutating func write(_ buffer: ByteBuffer) async throws {
    let text = String(buffer: buffer)
    written.withValue { $0 += text }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// The text that `body` writes.
func written(_ body: (inout any ResponseBodyWriter) async throws -> Void) async throws -> String {
  let recorder = RecordingWriter()
  var writer: any ResponseBodyWriter = recorder
  try await body(&writer)
  return recorder.written.withValue { $0 }
}
