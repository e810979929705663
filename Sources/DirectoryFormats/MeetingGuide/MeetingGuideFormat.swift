import GroupMatching

extension DirectoryFormat {
  /// A Meeting Guide feed.
  public static let meetingGuide = DirectoryFormat(
    id: "meeting-guide", summary: "a Meeting Guide feed as JSON", recognizes: { _ in 0 }, read: { (_, _) throws(FormatError) in DirectoryReading(groups: []) })
}
