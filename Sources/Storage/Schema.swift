extension Migration {
  /// All steps of the schema, oldest first. Times are microseconds since 1970; JSON is text.
  static let all: [Migration] = [
    conversations, turns, feedback, handOvers, callbacks, auditLines, fewerIndexes,
    unerasedLines, oneOpenHandOver,
  ]

  private static let conversations = Migration(
    version: 1, name: "conversations",
    statements: [
      """
      CREATE TABLE conversations (
        id TEXT PRIMARY KEY,
        channel TEXT NOT NULL,
        sender TEXT NOT NULL,
        language TEXT,
        owner TEXT NOT NULL CHECK (owner IN ('bot', 'person')),
        bot_type TEXT NOT NULL,
        state TEXT NOT NULL,
        last_sequence BIGINT NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        closed_at BIGINT)
      """,
      // At most one open conversation for a person on a channel, whoever asks at the same moment.
      """
      CREATE UNIQUE INDEX conversations_open ON conversations (channel, sender)
        WHERE closed_at IS NULL
      """,
      "CREATE INDEX conversations_person ON conversations (channel, sender, created_at)",
      "CREATE INDEX conversations_created ON conversations (created_at)",
      "CREATE INDEX conversations_updated ON conversations (updated_at)",
    ],
    withoutStatistics: [("conversations", "sender"), ("conversations", "state")])

  private static let turns = Migration(
    version: 2, name: "turns",
    statements: [
      """
      CREATE TABLE turns (
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        sequence BIGINT NOT NULL,
        message_id TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        utterance TEXT NOT NULL,
        language TEXT,
        bot_type TEXT NOT NULL,
        decision TEXT NOT NULL,
        intent TEXT,
        confidence DOUBLE PRECISION,
        ranking TEXT,
        model TEXT,
        other_bot TEXT,
        other_decision TEXT,
        other_intent TEXT,
        other_confidence DOUBLE PRECISION,
        latency BIGINT NOT NULL,
        reply TEXT NOT NULL,
        rating BIGINT,
        outcome TEXT,
        checked_intent TEXT,
        PRIMARY KEY (conversation, sequence),
        UNIQUE (conversation, message_id))
      """,
      "CREATE INDEX turns_created ON turns (created_at)",
    ],
    withoutStatistics: [
      ("turns", "utterance"), ("turns", "reply"), ("turns", "ranking"), ("turns", "message_id"),
    ])

  private static let feedback = Migration(
    version: 3, name: "feedback",
    statements: [
      """
      CREATE TABLE feedback (
        id TEXT PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        sequence BIGINT,
        kind TEXT NOT NULL,
        score BIGINT,
        comment TEXT,
        created_at BIGINT NOT NULL)
      """,
      "CREATE INDEX feedback_conversation ON feedback (conversation)",
      "CREATE INDEX feedback_created ON feedback (created_at)",
    ],
    withoutStatistics: [("feedback", "comment")])

  private static let handOvers = Migration(
    version: 4, name: "hand_overs",
    statements: [
      """
      CREATE TABLE hand_overs (
        id TEXT PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        sequence BIGINT,
        reason TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'closed')),
        created_at BIGINT NOT NULL,
        taken_at BIGINT,
        closed_at BIGINT)
      """,
      "CREATE INDEX hand_overs_conversation ON hand_overs (conversation)",
      "CREATE INDEX hand_overs_open ON hand_overs (created_at) WHERE closed_at IS NULL",
    ])

  private static let callbacks = Migration(
    version: 5, name: "callbacks",
    statements: [
      """
      CREATE TABLE callbacks (
        id TEXT PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        key_id TEXT NOT NULL,
        sealed BYTEA NOT NULL,
        created_at BIGINT NOT NULL,
        closed_at BIGINT)
      """,
      "CREATE INDEX callbacks_conversation ON callbacks (conversation)",
      "CREATE INDEX callbacks_closed ON callbacks (closed_at)",
    ],
    withoutStatistics: [("callbacks", "sealed")])

  private static let auditLines = Migration(
    version: 6, name: "audit_lines",
    statements: [
      // is_erased: null where nothing was deleted, 0 until the bytes are gone from the files, then 1.
      """
      CREATE TABLE audit_lines (
        id TEXT PRIMARY KEY,
        created_at BIGINT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        rows_affected BIGINT NOT NULL,
        is_erased BIGINT)
      """,
      "CREATE INDEX audit_lines_created ON audit_lines (created_at)",
    ])

  /// Each turn moved its conversation within this index; the hourly retention, its only reader, goes
  /// by `created_at`.
  private static let fewerIndexes = Migration(
    version: 7, name: "fewer_indexes", statements: ["DROP INDEX conversations_updated"])

  /// What is still to be removed from the files is asked for after each deletion and every hour.
  private static let unerasedLines = Migration(
    version: 8, name: "unerased_lines",
    statements: [
      "CREATE INDEX audit_lines_unerased ON audit_lines (created_at) WHERE is_erased = 0"
    ])

  /// A conversation has at most one open hand-over: of several the taken one stays, else the last. Only
  /// `due_at`, the moment at which a wait is over, is looked for every few seconds. The wait of rows
  /// that are open already is five minutes, and a day where a person had taken the conversation.
  private static let oneOpenHandOver = Migration(
    version: 9, name: "one_open_hand_over",
    statements: [
      """
      UPDATE hand_overs SET state = 'closed', closed_at = created_at
      WHERE closed_at IS NULL AND EXISTS (
        SELECT 1 FROM hand_overs other
        WHERE other.conversation = hand_overs.conversation AND other.closed_at IS NULL
          AND (CASE WHEN other.state = 'taken' THEN 1 ELSE 0 END, other.created_at, other.id)
            > (CASE WHEN hand_overs.state = 'taken' THEN 1 ELSE 0 END, hand_overs.created_at,
              hand_overs.id))
      """,
      "DROP INDEX hand_overs_open",
      "CREATE INDEX hand_overs_open ON hand_overs (created_at, id) WHERE closed_at IS NULL",
      """
      CREATE UNIQUE INDEX hand_overs_one_open ON hand_overs (conversation)
        WHERE closed_at IS NULL
      """,
      "ALTER TABLE hand_overs ADD COLUMN due_at BIGINT",
      """
      UPDATE hand_overs SET due_at = CASE WHEN state = 'taken'
          THEN COALESCE(taken_at, created_at) + 86400000000 ELSE created_at + 300000000 END
        WHERE closed_at IS NULL
      """,
      "CREATE INDEX hand_overs_due ON hand_overs (due_at) WHERE closed_at IS NULL",
    ])
}
