import type { ReactNode } from "react";

/** A form that is seldom needed, folded under its words; it opens without script. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details>
      <summary className="sm">{label}</summary>
      <div className="stack">{children}</div>
    </details>
  );
}
