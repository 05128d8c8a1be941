/// What a turn makes beside itself, stored in the same commit.
public enum TurnRecord: Sendable, Equatable {
  case handOver(HandOver)
  case feedback(Feedback)
  case callback(StoredCallback)
}

/// A `TurnRecord` as its row, the call-back sealed.
enum TurnRecordRow: Sendable {
  case handOver(HandOver)
  case feedback(Feedback)
  case callback(SealedCallback)

  func insert(into connection: any SQLConnection, sequence: Int64) throws(StorageError) {
    switch self {
    case .handOver(var handOver):
      handOver.sequence = sequence
      try handOver.insert(into: connection)
    case .feedback(var feedback):
      feedback.sequence = feedback.sequence ?? sequence
      try feedback.insert(into: connection)
    case .callback(let callback):
      try callback.insert(into: connection)
    }
  }
}

extension Store {
  func row(of record: TurnRecord) throws(StorageError) -> TurnRecordRow {
    switch record {
    case .handOver(let handOver): return .handOver(handOver)
    case .feedback(let feedback):
      return .feedback(masked(feedback))
    case .callback(let request): return .callback(try seal(request))
    }
  }
}
