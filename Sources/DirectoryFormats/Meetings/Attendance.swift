import GroupMatching

/// How a meeting is attended, from all that a feed says about it: often in several fields, not always in agreement.
struct Attendance {
  /// What the feed's own field says.
  enum Stated: Hashable {
    case inPerson, online, hybrid, inactive
  }

  /// What the feed's own field says; absent where it has none, as older feeds.
  var stated: Stated?
  /// What its codes say.
  var codes: MeetingFormats = []
  /// Whether a code for "online" means that it meets nowhere else. In some feeds it only says that there is a link.
  var onlineCodeExcludesPlace = false
  /// Whether a code says that nobody can meet at the place at present.
  var isPlaceClosed = false
  var hasPlace = false
  var hasLink = false
  var hasPhone = false

  /// The ways of meeting, and whether it meets at present.
  ///
  /// Online without a link is still online, and by phone alone is by phone: neither makes a meeting in person of it. A closed place leaves
  /// the meeting online where there is any sign of that, and paused otherwise.
  var result: (formats: MeetingFormats, status: GroupStatus) {
    if stated == .inactive { return (hasPlace ? .inPerson : [], .paused) }
    let isRemote = stated == .online || stated == .hybrid || codes.contains(.online) || hasLink || hasPhone
    if isPlaceClosed, stated != .online {
      return isRemote ? (remote, .active) : (hasPlace ? .inPerson : [], .paused)
    }
    return (open, .active)
  }

  private var open: MeetingFormats {
    switch stated {
    case .inPerson: return .inPerson
    case .online: return remote
    case .hybrid: return remote.union(.inPerson)
    case .inactive, nil: break
    }
    if codes.contains([.inPerson, .online]) { return remote.union(.inPerson) }
    if codes.contains(.online) { return hasPlace && !onlineCodeExcludesPlace ? remote.union(.inPerson) : remote }
    let links = hasLink || hasPhone ? remote : []
    return hasPlace ? links.union(.inPerson) : links
  }

  /// By link, by phone, or both; a remote meeting that tells neither is online.
  private var remote: MeetingFormats {
    let ways: MeetingFormats = (hasLink ? MeetingFormats.online : []).union(hasPhone ? .phone : [])
    return ways.isEmpty ? .online : ways
  }
}
