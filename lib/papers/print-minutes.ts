import { formatDateTime } from "#lib/dates.ts";
import { groupedFingerprint } from "#lib/evidence/bundle.ts";
import type { DocumentBlock, DocumentDecision, DocumentItem, MinutesDocument } from "#lib/meetings/document.ts";
import { figureNames } from "#lib/meetings/meeting.ts";
import { notDecided, notDecidedSays } from "#lib/meetings/minute.ts";
import { shortGroups } from "./print-pack.ts";

const seal = {
  draft: "These minutes are not signed yet.",
  name: "Fingerprint of the minutes (SHA-256). ",
  says: "The page of these minutes shows the same.",
};

/** Everything the minutes' template prints. Until the chair has signed, every page is a draft. */
export function minutesModel(minutes: MinutesDocument) {
  const { signature } = minutes;
  const asAt = formatDateTime(new Date(minutes.asAt));
  return {
    draft: signature === null,
    sample: minutes.sample,
    reference: minutes.reference,
    title: `Minutes: ${minutes.title}`,
    running: minutes.title.length > 60 ? `${minutes.title.slice(0, 59)}…` : minutes.title,
    subtitle: minutes.committee,
    organisation: minutes.organisation,
    marking: minutes.marking,
    asAt: signature ? `Signed ${asAt}` : `As at ${asAt}`,
    seal: signature ? `Minutes fingerprint ${shortGroups(signature.sha256)}` : "Draft, not signed",
    fingerprint: signature
      ? { whole: groupedFingerprint(signature.sha256), short: shortGroups(signature.sha256) }
      : null,
    cover: {
      labels: ["Committee", "Held", "Place", "Signature"],
      seal,
      recipient: [minutes.committee, ""],
      asAt: [minutes.held, ""],
      services: [minutes.place, ""],
      issuedBy: [signature?.says ?? "Not signed yet", signature?.marks.join(" ") ?? ""],
    },
    about: [
      ["Committee", minutes.committee],
      ["Held", minutes.held],
      ["Place", minutes.place],
      ["Quorum", minutes.quorum],
      ...(minutes.papers ? [["Papers", minutes.papers]] : []),
    ],
    attendance: minutes.attendance.map(({ who, post, presence }) => [who, post, presence]),
    interests: minutes.interests.map(({ who, words, takingPart, item }) => [who, words, takingPart, item]),
    items: minutes.items.map(item),
    assurance: minutes.assurance ? `Assurance level: ${minutes.assurance.level}. ${minutes.assurance.reason}` : null,
    signed: signature ? [signature.says, ...signature.marks].join(" ") : "These minutes are a draft and not signed.",
    addenda: minutes.addenda.map((one) => ({
      title: ["Addendum", one.item, one.says].filter(Boolean).join(". "),
      paragraphs: one.paragraphs.map(linesOf),
    })),
  };
}

function item({ position, title, says, figures, blocks }: DocumentItem) {
  return {
    title: `${position}. ${title}`,
    says,
    figures: figures && {
      name: `${figureNames[figures.says.startsWith("Frozen ") ? "opened" : "papers"]}.`,
      says: figures.says,
      sentence: figures.sentence,
      figures: figures.figures
        .slice(0, 4)
        .map((one) => ({ value: one.value, label: one.label, worse: one.worse ?? false })),
    },
    blocks: blocks.map(block),
  };
}

/** As the page says it, of what is signed too: a question without an answer is no decision. */
function calledOf({ number, outcome }: DocumentDecision) {
  const open = outcome === notDecided;
  return { name: `${open ? "Question" : "Decision"} ${number}`, says: open ? notDecidedSays : "" };
}

const linesOf = (paragraph: string) => paragraph.split("\n");

function block(one: DocumentBlock) {
  switch (one.kind) {
    case "decision":
      return { ...one, ...calledOf(one), because: one.because ?? "" };
    case "action":
      return one;
    case "note":
    case "challenge":
      return { ...one, says: one.says ?? "", paragraphs: one.paragraphs.map(linesOf) };
  }
}
