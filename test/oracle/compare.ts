import { compareChains } from './compare-chains.ts'
import { compareMended } from './compare-mended.ts'
import { compareSituations } from './compare-situations.ts'
import { differenceLines, figureLine, figuresOf } from './figures.ts'

/** `node test/oracle/compare.ts`: every difference between the model and the recorded vectors, then the figure. */
const figures = figuresOf([...compareChains(), ...compareMended(), ...compareSituations()])
for (const line of differenceLines(figures)) console.log(line)
console.log(figureLine(figures))
