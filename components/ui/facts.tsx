import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode };

/** Facts beside an answer. */
export function Facts({ items }: { items: Fact[] }) {
  return (
    <dl className="facts num">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A record's details: label and value. What is not known says so. */
export function KeyValues({ items }: { items: Fact[] }) {
  return (
    <dl className="kv">
      {items.map((item) => (
        <Pair key={item.label} {...item} />
      ))}
    </dl>
  );
}

function Pair({ label, value }: Fact) {
  const blank = value === undefined || value === null || value === "";
  return (
    <>
      <dt>{label}</dt>
      <dd>{blank ? <span className="muted">Not known</span> : value}</dd>
    </>
  );
}
