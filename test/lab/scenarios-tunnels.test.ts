import { describeScenarios } from './doctor-in-scenarios.ts'
import { tunnels } from './scenarios/tunnels.ts'

describeScenarios('SOCKS and SSH', tunnels)
