import { describeScenarios } from './doctor-in-scenarios.ts'
import { proxies } from './scenarios/proxies.ts'

describeScenarios('a proxy on the way', proxies)
