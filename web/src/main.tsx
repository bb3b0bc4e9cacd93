// The start: opens the store, brings in the core, and shows the house.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { render } from 'preact';
import { House } from './house';
import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';
import './ui/shell.css';

render(<House />, document.getElementById('app')!);
