import { compareChains } from './compare-chains.ts'
import { differenceLines, figureLine, figuresOf } from './figures.ts'

/** `node test/oracle/compare.ts`: every difference between the model and the recorded vectors, then the figure. */
const figures = figuresOf(compareChains())
for (const line of differenceLines(figures)) console.log(line)
console.log(figureLine(figures))
