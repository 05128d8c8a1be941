/// The institution's own facts: `institution.yml`.
public struct Institution: Sendable, Equatable {
  /// A department that people are sent to.
  public struct Unit: Sendable, Equatable {
    public let name: LocalizedText
    public let phone: LocalizedText
    public let email: LocalizedText
    public let room: LocalizedText
    public let hours: LocalizedText

    /// By the names that placeholders use.
    var fields: [String: LocalizedText] {
      ["name": name, "phone": phone, "email": email, "room": room, "hours": hours]
    }
  }

  public let name: LocalizedText
  /// By key: `accounting`.
  public let units: [String: Unit]
  /// By key: `tuition_year`.
  public let facts: [String: LocalizedText]
  /// The values belong to no real institution; the chat says so.
  public let isSample: Bool
}
