@testable import TextUnderstanding

/// Sentences that the crisis rules were written beside, and what should be found in them.
///
/// Written for this purpose, none of them anyone's words. They are for development; how good the rules are is measured
/// on others.
struct CrisisSentence: Sendable {
  let text: String
  /// The kind of danger; nil where there is none.
  let kind: CrisisKind?
  let level: CrisisLevel?

  static let all = lists.flatMap { kind, level, text in
    text.split(separator: "\n").map { CrisisSentence(text: String($0), kind: kind, level: level) }
  }

  private static let lists: [(CrisisKind?, CrisisLevel?, String)] = [
    (
      .suicide, .urgent,
      """
      I want to kill myself.
      No one would care if I died
      I feel like a waste of space and want to disappear
      honestly i just want to die at this point
      Some nights I do not want to wake up anymore
      Everyone would be better off without me, my kids included
      I have the pills ready on my nightstand and I keep looking at them
      kms lol im so done with everything
      thinking about unaliving myself again
      been having sewerslide thoughts
      I already wrote my goodbye letters to my kids
      I keep thinking about driving my car into a tree on the way home
      There's no reason to live since she left
      I wish I was dead
      I wish I’d never been born
      I pray every night that I don't wake up in the morning
      I'm suicidal and I don't know who to tell
      i bought a rope and tied a noose last night
      I won't be here much longer so it doesn't matter
      I've been giving away my things, I feel calm now
      I was going to jump off the bridge yesterday but a stranger stopped me
      I dont want to live anymore
      my husband left me and i want to end my life
      I can't keep myself safe tonight
      Nothing left to live for. I'm going to end it tonight.
      I saved up my sleeping pills and tonight is the night
      WANNA DIE!!! 😭😭
      I am thinking of overdosing on my meds
      I've lost the will to live
      soon nobody will have to worry about me anymore
      I looked up how many Tylenol it takes
      I'm parked by the bridge and can't stop crying
      I'd rather be dead than keep living like this
      It would be easier if I weren't here
      I hope I fall asleep and never wake up
      gonna off myself fr
      Quiero morir
      no quiero seguir viviendo
      """
    ),
    (
      .suicide, .concern,
      """
      My son told me he wants to kill himself and I don't know what to do
      I was suicidal ten years ago, now I want to help others
      I can't do this anymore
      I just want the pain to stop and everything to be over
      if i disappeared no one would notice
      I survived a suicide attempt in college and would like to meet others who did
      I have suicidal thoughts sometimes
      I don't see the point anymore
      feels like I wasn't meant for this world
      """
    ),
    (
      .selfHarm, .urgent,
      """
      i cut myself again last night
      The urge to cut is so strong right now
      I've been burning myself with a lighter when it gets too much
      """
    ),
    (
      .selfHarm, .concern,
      """
      I used to self-harm as a teenager
      My daughter has cuts on her arms and hides it
      clean from self harm for two years
      """
    ),
    (
      .beingHarmed, .urgent,
      """
      He choked me last night and I'm scared to go home
      My husband hits me when he drinks
      my stepdad touches me when mom is at work
      She said she will kill me if I leave
      My boyfriend threatened to shoot me
      I was raped last night
      He won't let me leave the house and took my phone
      I fear for my life at home
      He put his hands on me again yesterday
      My ex grabbed me by the throat
      the staff hit me when nobody is looking
      I'm hiding in the bathroom because he is drunk and violent
      mi esposo me pega cuando toma
      """
    ),
    (
      .beingHarmed, .concern,
      """
      I was raped when I was sixteen and never talked about it
      """
    ),
    (
      .harmingOthers, .urgent,
      """
      I have thoughts of hurting my baby
      I'm going to kill him when he gets home
      i want to shoot up the school
      The voices tell me to stab my roommate
      I'm scared I might snap and hurt my kids
      some days I want to hurt my mother-in-law, really hurt her
      if he comes back I will kill him
      """
    ),
    (
      .medicalEmergency, .urgent,
      """
      I took a whole bottle of Tylenol an hour ago
      chest pain and my arm is numb
      she took too many pills and won't wake up
      my husband is not breathing
      My throat is closing and I don't have an EpiPen
      his face is drooping and his speech is slurred
      I can't stop the bleeding
      i think my friend is overdosing right now
      my mom collapsed and isn't breathing
      I swallowed a handful of pills and I'm scared
      Grandpa's mouth is drooping and he can't lift his left arm
      me tomé un frasco entero de pastillas
      """
    ),
    (
      nil, nil,
      """
      This job is killing me and my back too
      I'm not suicidal, just very tired and sad
      My brother died by suicide in March and I need other people who understand
      We lost our son to an overdose two years ago
      I'm dying to meet other parents of twins
      During panic attacks I feel like I'm having a heart attack
      I have a constant fear of dying since my diagnosis
      My mom is going to kill me if I fail this class lol
      I could kill for a good night's sleep
      I volunteer for a suicide prevention hotline
      I don't want to die, I just had a cancer scare and I worry a lot
      I had a heart attack last year and I'm looking for a cardiac support group
      Looking for a group for stroke survivors near me
      I feel lonely since I moved here and would like to make friends
      My dog died last week and I can't stop crying
      I left an abusive marriage two years ago
      Panic attacks at work, I can't breathe and my heart races
      I'm drowning in debt and my marriage is falling apart
      My phone keeps dying and I missed the meeting
      I cut myself off from my family and I feel guilty
      It hit me hard when my father passed
      I ended my relationship and I'm better off without him
      Sober 90 days today, still taking it one day at a time
      My therapist says I beat myself up too much
      The pain in my knees is killing me, arthritis runs in my family
      My wife has dementia and I'm exhausted from caring for her
      I have no thoughts of suicide or self-harm
      I never wake up rested because of my fibromyalgia
      shoot me an email with the group times please
      I would never hurt anyone, I just get loud when I'm angry
      I lost my job and don't know how to pay rent
      I'm scared to go out since the accident
      Does your group meet in a building with an elevator?
      I was diagnosed with bipolar and want to meet people like me
      my kids are driving me crazy and i need a break
      I'd rather be at home than at parties
      He broke up with me and I feel awful
      me muero de risa con mis amigas
      I'm at the end of my rope with my teenager's attitude
      I want to give up smoking before my surgery
      My battery died during the zoom meeting
      I passed out from the heat at a concert last summer, nothing serious
      I lost my wife to cancer and the evenings are the hardest
      I left my phone at home last night
      I want to disappear when people look at me in meetings
      He accuses me of lying about my diagnosis
      my toddler keeps me up all night
      trying to get through life with chronic fatigue
      My son is cussing at his teachers
      """
    ),
  ]
}
