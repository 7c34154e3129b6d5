/** The spine, from what could go wrong to what shows that it was learned from. */
export const steps = ["risk", "disruption", "finding", "action", "control", "test", "evidence"] as const;
export type Step = (typeof steps)[number];

export const stepWords: Record<Step, { title: string; asks: string }> = {
  risk: { title: "Risk", asks: "What could go wrong?" },
  disruption: { title: "Disruption", asks: "When did it happen?" },
  finding: { title: "Finding", asks: "What did the review find?" },
  action: { title: "Action", asks: "What is being changed?" },
  control: { title: "Control", asks: "What holds it now?" },
  test: { title: "Test", asks: "Was it tried?" },
  evidence: { title: "Evidence", asks: "Which statement does it show?" },
};

export type Mark = "ok" | "warn" | "bad" | "unknown" | "live" | "progress" | "not-started" | "info" | "na";

/** One thing on the thread. A start that is not on the spine (a system) has no step. */
export type ThreadNode = {
  id: string;
  step: Step | undefined;
  reference?: string;
  title: string;
  href?: string;
  /** A state's word with its mark, and the day it is from (2026-11-24). */
  state?: { mark: Mark; word: string };
  on?: string;
  /** Steps that this one may go without, with the reason somebody recorded, or "" where there is nothing to say. */
  excused?: Partial<Record<Step, string>>;
};

/** From what came first to what followed from it: "raised", "proved by". */
export type ThreadEdge = { from: string; to: string; says: string };

export type Gap = { step: Step; after?: ThreadNode; says: string; closedBy: string };
export type Placed = ThreadNode & { because: { says: string; of: string }[]; start: boolean };
export type Strand = { step: Step; nodes: Placed[]; gaps: Gap[]; excuses: string[] };
export type Thread = { start: ThreadNode; strands: Strand[]; unseen: number };

/** What each step needs next, the words where it is missing, and the role that can close the gap. */
const needs: Partial<Record<Step, Partial<Record<Step, { says: string; closedBy: string }>>>> = {
  risk: {
    control: { says: "No control is recorded for this risk", closedBy: "the risk's owner" },
    test: { says: "No test has tried this risk", closedBy: "the registered manager or digital lead" },
  },
  disruption: {
    risk: { says: "No risk says that this could happen", closedBy: "the registered manager" },
    finding: { says: "No finding is written", closedBy: "the registered manager, in the review" },
  },
  finding: {
    action: { says: "No action, and no reason for having none", closedBy: "the registered manager, in the review" },
  },
  action: {
    control: { says: "No control is shown to have changed by it", closedBy: "the risk's owner" },
  },
  test: {
    finding: { says: "Not everything was met, and no finding is written", closedBy: "the test's evaluator" },
  },
  control: {
    test: { says: "No test has proved this control", closedBy: "the registered manager or digital lead" },
  },
};
const sourceNeeded = { says: "Nothing says what raised this action", closedBy: "the action's owner" };
const evidenceNeeded = { says: "No record of this thread is linked to a statement", closedBy: "the quality lead" };

type Asked = {
  startId: string;
  nodes: readonly ThreadNode[];
  edges: readonly ThreadEdge[];
  /** Steps that this reader's role may read; others are neither shown nor called missing. */
  visible: readonly Step[];
};

/**
 * The thread of one record, both ways: what it came from, what followed from it, and of what it came from the
 * controls, tests and evidence there are today. Brothers and sisters of the record stay out.
 */
export function threadOf({ startId, nodes, edges, visible }: Asked): Thread | undefined {
  const known = new Map(
    nodes.filter((node) => !node.step || visible.includes(node.step)).map((node) => [node.id, node]),
  );
  const start = known.get(startId);
  if (!start) return undefined;
  const inside = edges.filter((edge) => known.has(edge.from) && known.has(edge.to));
  const before = walk([startId], inside, "back");
  const later = walk([startId], inside, "forward");
  const standing = (id: string) => ["control", "test", "evidence"].includes(known.get(id)?.step ?? "");
  const beside = walk([...before], inside, "forward", standing);
  const shown = new Set([...before, ...later, ...beside]);
  const mine = inside.filter((edge) => shown.has(edge.from) && shown.has(edge.to));
  const placed = [...shown].flatMap((id) => known.get(id) ?? []);
  const beyond = edges.flatMap(({ from, to }) => {
    if (shown.has(from) && !known.has(to)) return [{ seen: from, unseen: to }];
    return shown.has(to) && !known.has(from) ? [{ seen: to, unseen: from }] : [];
  });
  const reachesUnseen = new Set(beyond.map((one) => one.seen));
  const around = { placed, edges: mine, linked: inside, startId, known, visible, reachesUnseen };
  const strands = steps.filter((step) => visible.includes(step)).map((step) => strandOf(step, around));
  return { start, strands, unseen: new Set(beyond.map((one) => one.unseen)).size };
}

function walk(
  from: readonly string[],
  edges: readonly ThreadEdge[],
  way: "back" | "forward",
  through: (id: string) => boolean = () => true,
): Set<string> {
  const seen = new Set(from);
  const queue = [...from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const edge of edges) {
      const next =
        way === "forward" ? (edge.from === at ? edge.to : undefined) : edge.to === at ? edge.from : undefined;
      if (next === undefined || seen.has(next) || !through(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return seen;
}

type Around = {
  placed: readonly ThreadNode[];
  /** Links between things that are shown, and between all that are known: what lies beside the thread is no gap. */
  edges: readonly ThreadEdge[];
  linked: readonly ThreadEdge[];
  startId: string;
  known: ReadonlyMap<string, ThreadNode>;
  visible: readonly Step[];
  reachesUnseen: ReadonlySet<string>;
};

function strandOf(step: Step, around: Around): Strand {
  const { placed, edges, startId, known } = around;
  const nodes = placed
    .filter((node) => node.step === step)
    .sort(
      (a, b) =>
        (a.on ?? "").localeCompare(b.on ?? "") || (a.reference ?? a.title).localeCompare(b.reference ?? b.title),
    )
    .map((node) => ({
      ...node,
      start: node.id === startId,
      because: edges
        .filter((edge) => edge.to === node.id)
        .map((edge) => ({ says: edge.says, of: nameOf(known.get(edge.from)) })),
    }));
  const gaps = gapsBefore(step, around);
  const excuses = placed.flatMap((node) => {
    const reason = node.excused?.[step];
    return reason && !touches(around, node.id, step) ? [`${nameOf(node)}: ${reason}`] : [];
  });
  return { step, nodes, gaps, excuses };
}

/** Whether a thing is linked to anything of a step, or, for a step's own kind, to anything before it. */
function touches({ known, linked }: Around, id: string, wanted: Step): boolean {
  if (known.get(id)?.step === wanted) return linked.some((edge) => edge.to === id);
  const is = (other: string) => known.get(other)?.step === wanted;
  return linked.some(({ from, to }) => (from === id && is(to)) || (to === id && is(from)));
}

/** The gaps at one step: what things lack there. Of a thing that is linked beyond the reader's sight nobody can say. */
function gapsBefore(step: Step, around: Around): Gap[] {
  const { placed, visible, reachesUnseen } = around;
  const lacking = placed.filter(
    (node) => node.excused?.[step] === undefined && !reachesUnseen.has(node.id) && !touches(around, node.id, step),
  );
  const gaps: Gap[] = lacking.flatMap((node) => {
    const need = node.step && needs[node.step]?.[step];
    if (!need) return [];
    const ofTest = node.step === "finding" && node.href?.startsWith("/resilience-tests/");
    return [{ step, after: node, ...need, ...(ofTest ? { closedBy: "the test's evaluator, on the test" } : {}) }];
  });
  const sourcesShown = visible.includes("risk") && visible.includes("disruption");
  if (step === "action" && sourcesShown)
    gaps.push(...lacking.filter((node) => node.step === step).map((after) => ({ step, after, ...sourceNeeded })));
  if (step === "evidence" && !placed.some((node) => node.step === "evidence")) gaps.push({ step, ...evidenceNeeded });
  return gaps;
}

export function nameOf(node: ThreadNode | undefined): string {
  return node ? (node.reference ?? node.title) : "";
}

export function gapCount(thread: Thread): number {
  return thread.strands.reduce((sum, strand) => sum + strand.gaps.length, 0);
}

/** The steps by how they stand: reached, without what a link would bring, and with nothing to bring. */
export function stepCounts({ strands }: Thread): { reached: number; lacking: number; bare: number } {
  const empty = strands.filter(({ nodes }) => nodes.length === 0);
  const lacking = empty.filter(({ gaps }) => gaps.length > 0).length;
  return { reached: strands.length - empty.length, lacking, bare: empty.length - lacking };
}

/** Of a step that is empty nobody can say why, where the thread runs on beyond what the reader sees. */
function bareWords(unseen: number): string {
  return unseen > 0 ? "nothing is shown" : "nothing belongs to it";
}

/** The thread in a few words: each of its steps is counted once, and links once more where steps lack several. */
export function threadSentence(thread: Thread): string {
  const gaps = gapCount(thread);
  const { reached, lacking, bare } = stepCounts(thread);
  const all = thread.strands.length === steps.length;
  const whole = `It reaches ${reached} of ${all ? "" : "the "}${thread.strands.length} steps${all ? "" : " that your role reads"}.`;
  const atBare = `at ${bare} ${bareWords(thread.unseen)}`;
  const rest =
    lacking > 0
      ? `A link is missing at ${lacking}${bare > 0 ? `, and ${atBare}` : ""}.`
      : bare > 0
        ? `${atBare.replace("at", "At")}.`
        : "";
  return [whole, rest, linksSaid(gaps, lacking, all)].filter(Boolean).join(" ");
}

function linksSaid(gaps: number, lacking: number, all: boolean): string {
  if (gaps === 0) return all ? "No link is missing." : "Whether a link is missing beyond them is not known here.";
  if (gaps === lacking) return "";
  const links = gaps === 1 ? "one link is missing" : `${gaps} links are missing`;
  return lacking > 0 ? `In all ${links}.` : `${links.replace("one", "One")}.`;
}
