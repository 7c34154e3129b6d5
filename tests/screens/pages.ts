/** The pages whose pictures stand beside their designs. `row` opens the first row that says so. */
export type ScreenPage = { name: string; as: "nobody" | "inside" | "inspector"; path: string; row?: string };

export const pages: readonly ScreenPage[] = [
  { name: "sign-in", as: "nobody", path: "/sign-in" },
  { name: "verify", as: "nobody", path: "/verify" },
  { name: "overview", as: "inside", path: "/" },
  { name: "risk-register", as: "inside", path: "/risks" },
  { name: "risk", as: "inside", path: "/risks", row: "R-044" },
  { name: "disruption-review", as: "inside", path: "/disruptions?view=all", row: "DIS-2026-014" },
  { name: "test-result", as: "inside", path: "/resilience-tests", row: "TEST-2026-031" },
  { name: "action-items", as: "inside", path: "/action-items" },
  { name: "materials", as: "inside", path: "/materials" },
  { name: "meetings", as: "inside", path: "/meetings" },
  { name: "meeting", as: "inside", path: "/meetings?view=all", row: "MTG-2026-001" },
  { name: "frameworks", as: "inside", path: "/frameworks" },
  { name: "evidence", as: "inside", path: "/evidence" },
  { name: "inspection-room", as: "inspector", path: "/inspection" },
];

export const widths = [390, 1440, 1920] as const;
export const themes = ["light", "dark"] as const;
