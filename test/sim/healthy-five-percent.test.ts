/** Healthy nights at 5 % missed slots: nobody is woken, and each warning is about exactly what was wrong. */
import { healthyNights } from './healthy/laws.ts'

healthyNights({ missed: 0.05, seed: 3 })
