import { ChevronRight } from "lucide-react";
import { Go } from "#components/ui/go.tsx";

export type Crumb = { label: string; href: string };

export function Crumbs({ items, here }: { items: Crumb[]; here: string }) {
  return (
    <nav className="crumbs" aria-label="Breadcrumb">
      <ol>
        {items.map((item) => (
          <li key={item.href}>
            <Go href={item.href}>{item.label}</Go>
            <ChevronRight size={14} aria-hidden="true" />
          </li>
        ))}
        <li>
          <b aria-current="page">{here}</b>
        </li>
      </ol>
    </nav>
  );
}
