import { describeScenarios } from './doctor-in-scenarios.ts'
import { servers } from './scenarios/servers.ts'

describeScenarios("what stands at the server's address", servers)
