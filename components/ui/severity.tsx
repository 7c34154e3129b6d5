import { Tag } from "#components/ui/tag.tsx";

/** How bad a disruption was: neutral, because a past severity is a fact and not a warning. */
export function Severity({ level, word }: { level: number; word: string }) {
  return <Tag>{`Severity ${level}, ${word}`}</Tag>;
}
