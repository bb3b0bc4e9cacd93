// SPDX-License-Identifier: AGPL-3.0-or-later
import { everyScreen } from './screens';

everyScreen('dark');
