internal import PersonalData

/// The last guard before the database. Callers mask what people write as soon as it comes in, so
/// that it is in no log either; masking a masked text changes nothing.
extension Store {
  func masked(_ turn: StoredTurn) -> StoredTurn {
    var turn = turn
    turn.utterance = masker.mask(turn.utterance).text
    return turn
  }

  func masked(_ feedback: Feedback) -> Feedback {
    var feedback = feedback
    feedback.comment = feedback.comment.map { masker.mask($0).text }
    return feedback
  }
}
