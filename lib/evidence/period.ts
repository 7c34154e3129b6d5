/*
 * What the granted period binds. A record leaves if it stood in the period, told as it stands when it is read; an event
 * (a disruption, a test, a meeting) if its day lies in it. What holds until something newer takes its place, such as a
 * score, a proof or a review, leaves if it was in force on a day of the period: given within it, or the newest before it.
 * What is there, a system or a material, is told as it is now.
 * Files and links leave with their record, if they were there by the last day. The outside role's row policies are the
 * wall; here a risk is told by what they let through, so that its score is never one given after the period.
 */

/** The same in the words of the scope and its README. */
export const periodRule =
  "Records are told as they stand when they are read. A risk's score is the one that stood on the last day of the period. Other scores, proofs and reviews were in force on a day of it, and no event of a later day, and no file or link made after it, is included.";

/** And in few, for the band that stands on every page of the inspection room. */
export const periodRuleInShort = "Records read as they stand now; events, files and links are those of the period.";
