import type { LucideIcon } from "lucide-react";
import {
  BookOpen,
  Building2,
  CalendarClock,
  ClipboardCheck,
  FileText,
  FolderCheck,
  GraduationCap,
  History,
  KeyRound,
  LayoutDashboard,
  Library,
  ListChecks,
  Printer,
  Scale,
  Server,
  Settings,
  ShieldCheck,
  TabletSmartphone,
  TriangleAlert,
  Truck,
  Users,
  ZapOff,
} from "lucide-react";
import { NavLink } from "#components/shell/nav-link.tsx";
import { StateShape } from "#components/ui/state-mark.tsx";

const icons = {
  overview: LayoutDashboard,
  readiness: ShieldCheck,
  risks: TriangleAlert,
  disruptions: ZapOff,
  tests: ClipboardCheck,
  actions: ListChecks,
  systems: Server,
  suppliers: Truck,
  devices: TabletSmartphone,
  materials: Printer,
  competencies: GraduationCap,
  meetings: Users,
  evidence: FolderCheck,
  frameworks: Scale,
  organisation: Building2,
  access: KeyRound,
  trail: History,
  maintenance: CalendarClock,
  library: Library,
  guide: BookOpen,
  document: FileText,
  settings: Settings,
} as const satisfies Record<string, LucideIcon>;

export type NavIcon = keyof typeof icons;
export type NavItem = {
  href: string;
  label: string;
  icon: NavIcon;
  /** Items with the same word stand together, a rule between groups. */
  group: string;
  count?: number;
  /** How many are happening now; shown in place of the count. */
  live?: number;
};

export function Nav({ label, items, current }: { label: string; items: NavItem[]; current?: string }) {
  return (
    <nav className="nav" aria-label={label}>
      {items.map((item, index) => {
        const Icon = icons[item.icon];
        const before = items[index - 1];
        return [
          before && before.group !== item.group ? <hr key={`before ${item.href}`} /> : null,
          <NavLink key={item.href} href={item.href} current={current}>
            <Icon size={18} strokeWidth={1.9} aria-hidden="true" />
            <span className="label">{item.label}</span>
            <Count count={item.count} live={item.live} />
          </NavLink>,
        ];
      })}
    </nav>
  );
}

function Count({ count, live }: { count?: number; live?: number }) {
  if (live) {
    return (
      <span className="cnt live">
        <StateShape state="live" size={12} />
        {live} live
      </span>
    );
  }
  return count === undefined ? null : <span className="cnt plain">{count}</span>;
}
