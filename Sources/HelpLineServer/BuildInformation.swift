/// What the program says of itself.
public enum BuildInformation {
  /// Semantic version.
  public static let version = "0.1.0"
}
