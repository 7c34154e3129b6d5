import { SelectField } from "#components/ui/choice-fields.tsx";
import { consequenceWords, type Level, levels, likelihoodSentence } from "#lib/risks/risk.ts";

type Props = {
  /** Where the two fields belong: "initial" gives initialLikelihood and initialConsequence. */
  of?: "initial" | "target";
  title: string;
  recurs: boolean;
  likelihood?: Level | undefined;
  consequence?: Level | undefined;
};

/** One score: how likely, in the plain words of the matrix, and how bad at the worst credible. */
export function ScoreFields({ of, title, recurs, likelihood, consequence }: Props) {
  return (
    <>
      <SelectField
        name={of ? `${of}Likelihood` : "likelihood"}
        label={`${title}: how likely`}
        empty="Choose"
        options={levels.map((level) => ({
          value: String(level),
          label: `${level}  ${likelihoodSentence(level, recurs)}`,
        }))}
        defaultValue={likelihood && String(likelihood)}
      />
      <SelectField
        name={of ? `${of}Consequence` : "consequence"}
        label={`${title}: how bad`}
        empty="Choose"
        options={levels.map((level) => ({
          value: String(level),
          label: `${level}  ${consequenceWords[level].label}: ${consequenceWords[level].meaning}`,
        }))}
        defaultValue={consequence && String(consequence)}
      />
    </>
  );
}
