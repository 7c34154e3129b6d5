/** On a phone a table's rows stand one under the other, each cell with its own label: nothing scrolls sideways. */
export const narrow = {
  head: "max-[719px]:sr-only",
  row: "max-[719px]:block max-[719px]:border-b max-[719px]:border-border max-[719px]:py-2 max-[719px]:last:border-b-0",
  cell: "max-[719px]:block max-[719px]:border-0 max-[719px]:px-4 max-[719px]:py-0.5 max-[719px]:text-left max-[719px]:before:mr-2 max-[719px]:before:text-text-muted max-[719px]:before:content-[attr(data-label)]",
  lead: "max-[719px]:block max-[719px]:border-0 max-[719px]:px-4 max-[719px]:py-0.5",
};
