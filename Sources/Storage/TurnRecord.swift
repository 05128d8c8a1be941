/// What a turn makes beside itself, stored in the same commit.
public enum TurnRecord: Sendable, Equatable {
  case handOver(HandOver)
  /// The state of a stored hand-over and when it is due.
  case handOverChange(HandOver)
  /// What is open in the conversation is over.
  case handOverEnd(Timestamp)
  case feedback(Feedback)
  case callback(StoredCallback)
}

/// A `TurnRecord` as its row, the call-back sealed.
enum TurnRecordRow: Sendable {
  case handOver(HandOver)
  case handOverChange(HandOver)
  case handOverEnd(Timestamp)
  case feedback(Feedback)
  case callback(SealedCallback)

  /// - Parameters:
  ///   - conversation: the turn's.
  ///   - sequence: the turn's.
  func insert(
    into connection: any SQLConnection, conversation: String, sequence: Int64
  ) throws(StorageError) {
    switch self {
    case .handOverChange(let handOver):
      try handOver.update(in: connection)
    case .handOverEnd(let time):
      try HandOver.close(in: conversation, at: time, connection)
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
    case .handOverChange(let handOver): return .handOverChange(handOver)
    case .handOverEnd(let time): return .handOverEnd(time)
    case .feedback(let feedback):
      return .feedback(masked(feedback))
    case .callback(let request): return .callback(try seal(request))
    }
  }
}
