import { FileText, Pencil, Server, Smartphone, Upload, UserCheck } from "lucide-react";
import { When } from "#components/ui/as-at.tsx";

const icons = {
  phone: Smartphone,
  sent: Upload,
  checked: UserCheck,
  paper: FileText,
  system: Server,
  written: Pencil,
} as const;

export type Step = { kind: keyof typeof icons; says: string; when?: Date };

/** Where a record came from: each hand it passed through, in order. */
export function Provenance({ steps }: { steps: Step[] }) {
  return (
    <ol className="list">
      {steps.map((step) => {
        const Icon = icons[step.kind];
        return (
          <li key={`${step.says}${step.when?.getTime()}`}>
            <Icon size={17} aria-hidden="true" />
            <span className="grow">{step.says}</span>
            {step.when ? <When when={step.when} style="short" /> : <span className="muted">Time not known</span>}
          </li>
        );
      })}
    </ol>
  );
}
