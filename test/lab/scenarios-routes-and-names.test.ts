import { describeScenarios } from './doctor-in-scenarios.ts'
import { routesAndNames } from './scenarios/routes-and-names.ts'

describeScenarios('routes and names', routesAndNames)
