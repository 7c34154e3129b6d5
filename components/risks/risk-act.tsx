import {
  AcceptForm,
  CloseForm,
  OpenForm,
  ReopenForm,
  ReviewForm,
  ScoreForm,
  TreatForm,
} from "#components/risks/act-forms.tsx";
import { ControlForm, EndControlForm, ProofForm } from "#components/risks/control-forms.tsx";
import { LockedButton } from "#components/ui/button.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import type { RecordCard } from "#lib/records/queries.ts";
import { recordKindWords } from "#lib/records/record.ts";
import type { RiskAct } from "#lib/risks/inputs.ts";
import { type MayAccept, ownerSentence } from "#lib/risks/policy.ts";
import type { ControlRow, Risk } from "#lib/risks/queries/record.ts";

export const actTitles: Record<RiskAct, string> = {
  open: "Open the risk",
  score: "Score again",
  treat: "Choose a treatment",
  control: "Add a control",
  "end-control": "Take a control out",
  prove: "Record a proof",
  review: "Record a review",
  accept: "Accept the risk",
  close: "Close the risk",
  reopen: "Open the risk again",
};

type Props = {
  act: RiskAct;
  action: FormAction;
  risk: Risk;
  controls: ControlRow[];
  chosen: string | undefined;
  records: RecordCard[];
  today: string;
  decisions: readonly { value: string; label: string }[];
  /** How the signer is named on the button, who could sign, and whether this signature is enough. */
  signing: { as: string; roles: string; answer: MayAccept; ownsNow: boolean };
};

export function RiskActForm({ act, action, risk, controls, chosen, records, today, decisions, signing }: Props) {
  const form = { action, risk };
  const options = records.map((record) => ({
    value: record.id,
    label: `${recordKindWords[record.kind]} ${record.reference}: ${record.title}`,
  }));
  switch (act) {
    case "open":
      return <OpenForm {...form} />;
    case "score":
      return <ScoreForm {...form} />;
    case "treat":
      return <TreatForm {...form} />;
    case "control":
      return <ControlForm {...form} />;
    case "end-control":
      return <EndControlForm {...form} controls={controls} chosen={chosen} />;
    case "prove":
      return <ProofForm {...form} controls={controls} chosen={chosen} records={options} />;
    case "review":
      return <ReviewForm {...form} today={today} />;
    case "close":
      return <CloseForm {...form} />;
    case "reopen":
      return <ReopenForm {...form} />;
    case "accept":
      return signing.answer.ok ? (
        <AcceptForm {...form} {...signing.answer} decisions={decisions} as={signing.as} today={today} />
      ) : (
        <LockedButton
          label={`Accept as ${signing.as}`}
          reason={
            signing.answer.why === "owner"
              ? ownerSentence(signing.ownsNow)
              : `A score of ${risk.score} is accepted by the ${signing.roles}.`
          }
          fix={{ href: `/risks/${risk.id}`, label: "Back to the risk" }}
        />
      );
  }
}
