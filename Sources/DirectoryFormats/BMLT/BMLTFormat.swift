import GroupMatching

extension DirectoryFormat {
  /// The answer of a Basic Meeting List Toolbox server to `GetSearchResults`.
  public static let bmlt = DirectoryFormat(
    id: "bmlt", summary: "a BMLT server's GetSearchResults as JSON", recognizes: { _ in 0 }, read: { (_, _) throws(FormatError) in DirectoryReading(groups: []) })
}
