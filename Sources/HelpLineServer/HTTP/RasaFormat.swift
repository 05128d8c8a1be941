import HTTPTypes

/// What is Rasa's about a route, and the form of its errors.
enum RasaFormat {
  private static let prefixes = ["/model/", "/webhooks/"]
  private static let paths: Set<String> = ["/status", "/version"]

  static func owns(path: String) -> Bool {
    paths.contains(path) || prefixes.contains { path.hasPrefix($0) }
  }

  /// Rasa's error body.
  struct ErrorBody: Encodable {
    let version = BuildInformation.version
    let status = "failure"
    let message: String
    let reason: String
    let details = [String: String]()
    let help: String? = nil
    let code: Int

    enum CodingKeys: CodingKey {
      case version, status, message, reason, details, help, code
    }

    init(_ error: RequestError) {
      message = error.message
      reason = error.reason
      code = error.status.code
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(version, forKey: .version)
      try container.encode(status, forKey: .status)
      try container.encode(message, forKey: .message)
      try container.encode(reason, forKey: .reason)
      try container.encode(details, forKey: .details)
      try container.encode(help, forKey: .help)
      try container.encode(code, forKey: .code)
    }
  }
}
