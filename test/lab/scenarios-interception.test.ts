import { describeScenarios } from './doctor-in-scenarios.ts'
import { interception } from './scenarios/interception.ts'

describeScenarios("something ends TLS in the server's place", interception)
