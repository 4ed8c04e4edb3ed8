// biome-ignore-all format: made by a program
// biome-ignore-all lint: made by a program
// Made from docs/schemas/result.schema.json by schema.test.ts; never edited: vitest run src/shared/report -u
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * CandleQuality
         * @description The state of one pair's candles on one timeframe; every count is candles.
         *
         *     ``filled`` are the gaps' candles as Freqtrade fills them on reading (flat, volume 0).
         *     ``outliers`` are kept. ``content_hash`` covers the cleaned candles that were used. ``told`` are
         *     the ``remarks`` as data, by their text; older ones have none.
         */
        CandleQuality: {
            /** Exchange */
            exchange: string;
            /** Pair */
            pair: string;
            /** Timeframe */
            timeframe: string;
            /** Candles */
            candles: number;
            /** First */
            first: string | null;
            /** Last */
            last: string | null;
            /**
             * Synthetic
             * @default false
             */
            synthetic: boolean;
            /**
             * Resampled From
             * @default null
             */
            resampled_from: string | null;
            /**
             * Duplicates Removed
             * @default 0
             */
            duplicates_removed: number;
            /**
             * Reordered
             * @default 0
             */
            reordered: number;
            /**
             * Impossible Removed
             * @default 0
             */
            impossible_removed: number;
            /**
             * Rounded To Tick
             * @default 0
             */
            rounded_to_tick: number;
            /**
             * Half Open Removed
             * @default 0
             */
            half_open_removed: number;
            /**
             * Gaps
             * @default 0
             */
            gaps: number;
            /**
             * Filled
             * @default 0
             */
            filled: number;
            /**
             * Longest Gap Minutes
             * @default 0
             */
            longest_gap_minutes: number;
            /**
             * Outliers
             * @default 0
             */
            outliers: number;
            /**
             * Outlier Dates
             * @default []
             */
            outlier_dates: string[];
            /**
             * Content Hash
             * @default
             */
            content_hash: string;
            /**
             * Remarks
             * @default []
             */
            remarks: string[];
            /** Told */
            told?: {
                [key: string]: components["schemas"]["Told"];
            };
        };
        /**
         * Caveat
         * @description One reason to trust the result less: ``text`` in plain English, ``told`` as data.
         */
        Caveat: {
            /** Code */
            code: string;
            /**
             * Level
             * @enum {string}
             */
            level: "warning" | "note";
            /** Text */
            text: string;
            /**
             * Told
             * @default []
             */
            told: components["schemas"]["Told"][];
        };
        /**
         * ConditionCount
         * @description How often one condition of one rule held, over the candles where it could be judged.
         */
        ConditionCount: {
            /** Rule */
            rule: string;
            /**
             * Role
             * @enum {string}
             */
            role: "entry" | "exit" | "filter";
            /** Condition */
            condition: string;
            /** Depth */
            depth: number;
            /** True */
            true: number;
            /** Candles */
            candles: number;
        };
        /**
         * Count
         * @description A whole number of things; the one named ``count`` decides between singular and plural.
         */
        Count: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "count";
            /** Value */
            value: number;
        };
        /**
         * DataQuality
         * @description What the candles were; ``synthetic`` if any of them was invented.
         */
        DataQuality: {
            /** Synthetic */
            synthetic: boolean;
            /** Candles */
            candles: components["schemas"]["CandleQuality"][];
        };
        /**
         * Diagnosis
         * @description Why there are few trades, or none.
         *
         *     ``findings`` say it in plain English, the likeliest cause first, and ``told`` says each of them
         *     as data; ``conditions`` are the strategy's own, the one that was true least often first.
         */
        Diagnosis: {
            /** Few Trades */
            few_trades: boolean;
            /** Findings */
            findings: string[];
            /**
             * Told
             * @default []
             */
            told: components["schemas"]["Told"][];
            /** Signals */
            signals: components["schemas"]["SignalCount"][];
            /** Conditions */
            conditions: components["schemas"]["ConditionCount"][];
        };
        /**
         * Difference
         * @description One value in which two engines disagree; ``where`` is a path such as ``trades[3].amount``.
         */
        Difference: {
            /** Where */
            where: string;
            /** Ours */
            ours: string;
            /** Theirs */
            theirs: string;
        };
        /**
         * English
         * @description Words that there are in English only: a condition of a strategy, a message of an engine.
         */
        English: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "english";
            /** Value */
            value: string;
        };
        /**
         * Extreme
         * @description The best or worst of something: its name and what it made.
         */
        Extreme: {
            /** Key */
            key: string;
            /** Profit Abs */
            profit_abs: number | null;
            /** Profit */
            profit: number | null;
        };
        /**
         * Fingerprint
         * @description What a result depends on: equal fingerprints mean equal trades. Hashes are SHA-256.
         *
         *     ``markets_source`` says of which date the market rules are and who says so. ``engine_reason``
         *     says in plain words why Freqtrade traded where HyperTrade's own engine could not.
         */
        Fingerprint: {
            /** Strategy */
            strategy: string;
            /** Candles */
            candles: string;
            /** Settings */
            settings: string;
            /** Markets */
            markets: string;
            /**
             * Markets Source
             * @default
             */
            markets_source: string;
            /** Engine */
            engine: string;
            /** Engine Version */
            engine_version: string;
            /**
             * Engine Reason
             * @default
             */
            engine_reason: string;
            /** Hypertrade Version */
            hypertrade_version: string;
            /** Python Version */
            python_version: string;
            /** Confined */
            confined: boolean;
            /**
             * Image
             * @default null
             */
            image: string | null;
        };
        /**
         * Group
         * @description The trades that share a pair, an entry tag or an exit reason; each figure as Freqtrade's.
         *
         *     ``profit_factor`` is 0 without a losing trade, ``expectancy_ratio`` 100 without one, and
         *     ``sharpe``, ``sortino``, ``calmar`` and ``sqn`` are -100 where their denominator is 0.
         */
        Group: {
            /** Key */
            key: string;
            /** Trades */
            trades: number;
            /** Profit Mean */
            profit_mean: number | null;
            /** Profit Total Abs */
            profit_total_abs: number | null;
            /** Profit Total */
            profit_total: number | null;
            /** Duration Avg Minutes */
            duration_avg_minutes: number;
            /** Wins */
            wins: number;
            /** Draws */
            draws: number;
            /** Losses */
            losses: number;
            /**
             * Winrate
             * @description A fraction: 0.05 is 5 %.
             */
            winrate: number;
            /** Cagr */
            cagr: number | null;
            /** Expectancy */
            expectancy: number | null;
            /** Expectancy Ratio */
            expectancy_ratio: number | null;
            /** Sortino */
            sortino: number | null;
            /** Sharpe */
            sharpe: number | null;
            /** Calmar */
            calmar: number | null;
            /** Sqn */
            sqn: number | null;
            /** Profit Factor */
            profit_factor: number | null;
            /** Max Drawdown Account */
            max_drawdown_account: number | null;
            /** Max Drawdown Abs */
            max_drawdown_abs: number | null;
            /** Fees Abs */
            fees_abs: number | null;
        };
        /**
         * Listed
         * @description Several values, one after another.
         */
        Listed: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "list";
            /**
             * Join
             * @enum {string}
             */
            join: "comma" | "and" | "and_each" | "semicolon" | "space";
            /** Values */
            values: (components["schemas"]["Count"] | components["schemas"]["Number"] | components["schemas"]["Percent"] | components["schemas"]["Money"] | components["schemas"]["Moment"] | components["schemas"]["Name"] | components["schemas"]["English"] | components["schemas"]["Told"] | components["schemas"]["Listed"])[];
        };
        /**
         * Metrics
         * @description Every figure of the run; see ``docs/report.md`` for the formulas and their sources.
         *
         *     As in Freqtrade, ``sharpe``, ``sortino``, ``calmar`` and ``sqn`` are -100 where the denominator
         *     is 0 (so with one trade, or without a losing one for Sortino), ``expectancy_ratio`` is 100 and
         *     ``profit_factor`` 0 without a losing trade. ``null`` means: there is no such number.
         */
        Metrics: {
            /** Total Trades */
            total_trades: number;
            /** Low Sample */
            low_sample: boolean;
            /** Trade Count Long */
            trade_count_long: number;
            /** Trade Count Short */
            trade_count_short: number;
            /** Trades Per Day */
            trades_per_day: number;
            /** Profit Total */
            profit_total: number | null;
            /** Profit Total Abs */
            profit_total_abs: number | null;
            /** Profit Total Long */
            profit_total_long: number | null;
            /** Profit Total Long Abs */
            profit_total_long_abs: number | null;
            /** Profit Total Short */
            profit_total_short: number | null;
            /** Profit Total Short Abs */
            profit_total_short_abs: number | null;
            /** Profit Mean */
            profit_mean: number | null;
            /** Profit Median */
            profit_median: number | null;
            /**
             * Starting Balance
             * @description In settings.stake_currency.
             */
            starting_balance: number;
            /**
             * Final Balance
             * @description In settings.stake_currency.
             */
            final_balance: number;
            /** Cagr */
            cagr: number | null;
            /**
             * Market Change
             * @description A fraction: 0.05 is 5 %.
             */
            market_change: number;
            /** Max Drawdown Abs */
            max_drawdown_abs: number | null;
            /** Max Drawdown Account */
            max_drawdown_account: number | null;
            /** Max Relative Drawdown */
            max_relative_drawdown: number | null;
            /** Max Drawdown High */
            max_drawdown_high: number | null;
            /** Max Drawdown Low */
            max_drawdown_low: number | null;
            /** Drawdown Start */
            drawdown_start: string | null;
            /** Drawdown End */
            drawdown_end: string | null;
            /** Drawdown Duration S */
            drawdown_duration_s: number;
            /** Relative Drawdown Start */
            relative_drawdown_start: string | null;
            /** Relative Drawdown End */
            relative_drawdown_end: string | null;
            /** Longest Underwater S */
            longest_underwater_s: number;
            /** Current Drawdown Abs */
            current_drawdown_abs: number | null;
            /** Current Drawdown */
            current_drawdown: number | null;
            /** Sharpe */
            sharpe: number | null;
            /** Sortino */
            sortino: number | null;
            /** Calmar */
            calmar: number | null;
            /** Sqn */
            sqn: number | null;
            /** P Value */
            p_value: number | null;
            /** Profit Factor */
            profit_factor: number | null;
            /** Expectancy */
            expectancy: number | null;
            /** Expectancy Ratio */
            expectancy_ratio: number | null;
            /** Wins */
            wins: number;
            /** Draws */
            draws: number;
            /** Losses */
            losses: number;
            /**
             * Winrate
             * @description A fraction: 0.05 is 5 %.
             */
            winrate: number;
            /** Max Consecutive Wins */
            max_consecutive_wins: number;
            /** Max Consecutive Losses */
            max_consecutive_losses: number;
            /** Holding Avg S */
            holding_avg_s: number;
            /** Winner Holding Avg S */
            winner_holding_avg_s: number;
            /** Winner Holding Min S */
            winner_holding_min_s: number;
            /** Winner Holding Max S */
            winner_holding_max_s: number;
            /** Loser Holding Avg S */
            loser_holding_avg_s: number;
            /** Loser Holding Min S */
            loser_holding_min_s: number;
            /** Loser Holding Max S */
            loser_holding_max_s: number;
            /**
             * Exposure
             * @description A fraction: 0.05 is 5 %.
             */
            exposure: number;
            /** Avg Open Trades */
            avg_open_trades: number;
            /** Most Open Trades */
            most_open_trades: number;
            best_pair: components["schemas"]["Extreme"] | null;
            worst_pair: components["schemas"]["Extreme"] | null;
            best_trade: components["schemas"]["Extreme"] | null;
            worst_trade: components["schemas"]["Extreme"] | null;
            best_day: components["schemas"]["Extreme"] | null;
            worst_day: components["schemas"]["Extreme"] | null;
            /** Backtest Best Day */
            backtest_best_day: number | null;
            /** Backtest Worst Day */
            backtest_worst_day: number | null;
            /** Backtest Best Day Abs */
            backtest_best_day_abs: number | null;
            /** Backtest Worst Day Abs */
            backtest_worst_day_abs: number | null;
            /** Winning Days */
            winning_days: number;
            /** Draw Days */
            draw_days: number;
            /** Losing Days */
            losing_days: number;
            /** Fees Paid */
            fees_paid: number | null;
            /** Funding Fees */
            funding_fees: number | null;
            /** Total Volume */
            total_volume: number | null;
            /** Avg Stake Amount */
            avg_stake_amount: number | null;
            /** Var 95 */
            var_95: number | null;
            /** Cvar 95 */
            cvar_95: number | null;
            /** Csum Min */
            csum_min: number | null;
            /** Csum Max */
            csum_max: number | null;
            /** Rejected Signals */
            rejected_signals: number;
            /** Timed Out Entries */
            timed_out_entries: number;
            /** Timed Out Exits */
            timed_out_exits: number;
            /** Canceled Entries */
            canceled_entries: number;
            /** Locks */
            locks: number;
            /** Months */
            months: components["schemas"]["Month"][];
        };
        /**
         * Moment
         * @description A point in time, UTC.
         */
        Moment: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "moment";
            /**
             * Value
             * Format: date-time
             */
            value: string;
        };
        /**
         * Money
         * @description An amount in ``currency``, with so many decimals; ``signed`` as for ``Percent``.
         */
        Money: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "money";
            /** Value */
            value: number;
            /** Currency */
            currency: string;
            /** Digits */
            digits: number;
            /**
             * Signed
             * @default false
             */
            signed: boolean;
        };
        /**
         * Month
         * @description One calendar month of the whole range, whether it saw a trade or not.
         *
         *     ``profit`` is the profit closed in the month over the balance at its start, ``null`` once that
         *     balance is gone.
         */
        Month: {
            /** Year */
            year: number;
            /** Month */
            month: number;
            /** Trades */
            trades: number;
            /** Profit Abs */
            profit_abs: number | null;
            /** Profit */
            profit: number | null;
        };
        /**
         * Name
         * @description What is called so in every language: a pair, a column, a rule, a code of the exchange.
         */
        Name: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "name";
            /** Value */
            value: string;
        };
        /**
         * Number
         * @description A plain figure with so many decimals; ``null`` where there is none.
         */
        Number: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "number";
            /** Value */
            value: number | null;
            /** Digits */
            digits: number;
        };
        /**
         * Order
         * @description One filled order of a trade; ``cost`` in quote currency, fee excluded.
         */
        Order: {
            /**
             * Side
             * @enum {string}
             */
            side: "buy" | "sell";
            /** Is Entry */
            is_entry: boolean;
            /** Amount */
            amount: number;
            /** Rate */
            rate: number;
            /** Cost */
            cost: number;
            /**
             * Filled At
             * Format: date-time
             */
            filled_at: string;
            /**
             * Tag
             * @default
             */
            tag: string;
        };
        /**
         * Percent
         * @description A fraction (0.05 is 5 %), shown as percent with so many decimals.
         *
         *     One that is ``signed`` shows a plus as well; ``null`` where there is none.
         */
        Percent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "percent";
            /** Value */
            value: number | null;
            /** Digits */
            digits: number;
            /**
             * Signed
             * @default false
             */
            signed: boolean;
        };
        /**
         * Period
         * @description The trades closed in one period, ``start`` and ``end`` inclusive (weekdays: neither).
         */
        Period: {
            /** Key */
            key: string;
            /** Start */
            start: string | null;
            /** End */
            end: string | null;
            /** Trades */
            trades: number;
            /** Wins */
            wins: number;
            /** Draws */
            draws: number;
            /** Losses */
            losses: number;
            /** Profit Abs */
            profit_abs: number | null;
            /** Profit Factor */
            profit_factor: number | null;
        };
        /**
         * Periods
         * @description Periods from the first to the last close; weeks end on Monday, as Freqtrade's do.
         */
        Periods: {
            /**
             * Day
             * @default []
             */
            day: components["schemas"]["Period"][];
            /**
             * Week
             * @default []
             */
            week: components["schemas"]["Period"][];
            /**
             * Month
             * @default []
             */
            month: components["schemas"]["Period"][];
            /**
             * Year
             * @default []
             */
            year: components["schemas"]["Period"][];
            /**
             * Weekday
             * @default []
             */
            weekday: components["schemas"]["Period"][];
        };
        /**
         * Series
         * @description One value a day (UTC, at its end); the lists are parallel to ``date``.
         *
         *     ``equity`` is the starting balance plus the profit of the trades closed so far; ``drawdown`` the
         *     day's deepest fall below the highest equity, as a fraction (0 or negative); ``market`` what the
         *     starting balance would be worth in equal parts of every pair, ``null`` before the first candle.
         */
        Series: {
            /** Date */
            date: string[];
            /** Equity */
            equity: number[];
            /** Drawdown */
            drawdown: number[];
            /** Market */
            market: (number | null)[];
        };
        /**
         * Settings
         * @description What was asked for, and what the run used (``fee`` is per side, as a fraction).
         */
        Settings: {
            /** Job Id */
            job_id: string;
            /** Exchange */
            exchange: string;
            /** Trading Mode */
            trading_mode: string;
            /** Pairs */
            pairs: string[];
            /** Timeframe */
            timeframe: string;
            /** Detail Timeframe */
            detail_timeframe: string | null;
            /** Timerange */
            timerange: string;
            /**
             * Backtest Start
             * Format: date-time
             */
            backtest_start: string;
            /**
             * Backtest End
             * Format: date-time
             */
            backtest_end: string;
            /** Backtest Days */
            backtest_days: number;
            /** Stake Currency */
            stake_currency: string;
            /** Stake */
            stake: number | "unlimited";
            /**
             * Balance
             * @description In settings.stake_currency.
             */
            balance: number;
            /** Max Open Trades */
            max_open_trades: number;
            /**
             * Fee
             * @description A fraction: 0.05 is 5 %.
             */
            fee: number;
            /** Fee Overridden */
            fee_overridden: boolean;
            /**
             * Slippage
             * @description A fraction: 0.05 is 5 %.
             */
            slippage: number;
            /** Protections */
            protections: boolean | null;
            /** Engine */
            engine: string;
            /** Engine Version */
            engine_version: string;
        };
        /**
         * SignalCount
         * @description How many candles of a pair gave a signal, by tag.
         */
        SignalCount: {
            /** Pair */
            pair: string;
            /**
             * Signal
             * @enum {string}
             */
            signal: "enter_long" | "enter_short" | "exit_long" | "exit_short";
            /** Tag */
            tag: string;
            /** Count */
            count: number;
        };
        /**
         * StrategyView
         * @description The strategy as a reader of the report meets it.
         *
         *     ``reading`` is the plain-English reading of a spec, ``None`` for code; ``assumptions`` are what
         *     was assumed while reading words; ``source_file`` is the name of the source beside the report.
         */
        StrategyView: {
            /** Name */
            name: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "spec" | "code";
            /**
             * Reading
             * @default null
             */
            reading: string | null;
            /**
             * Assumptions
             * @default []
             */
            assumptions: string[];
            /**
             * Source File
             * @default strategy.py
             */
            source_file: string;
        };
        /**
         * Told
         * @description A sentence, or a part of one: ``code`` names the words, ``values`` are what they hold.
         */
        Told: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "told";
            /** Code */
            code: string;
            /** Values */
            values?: {
                [key: string]: components["schemas"]["Count"] | components["schemas"]["Number"] | components["schemas"]["Percent"] | components["schemas"]["Money"] | components["schemas"]["Moment"] | components["schemas"]["Name"] | components["schemas"]["English"] | components["schemas"]["Told"] | components["schemas"]["Listed"];
            };
        };
        /**
         * Trade
         * @description One closed trade.
         *
         *     ``stake_amount``, ``profit_abs`` and ``fees_abs`` are quote currency; ``profit_ratio`` is the
         *     profit over the stake, leverage and fees included; ``fee_open`` and ``fee_close`` are fractions.
         */
        Trade: {
            /** Pair */
            pair: string;
            /** Is Short */
            is_short: boolean;
            /** Leverage */
            leverage: number;
            /**
             * Open Date
             * Format: date-time
             */
            open_date: string;
            /**
             * Close Date
             * Format: date-time
             */
            close_date: string;
            /** Open Rate */
            open_rate: number;
            /** Close Rate */
            close_rate: number;
            /** Amount */
            amount: number;
            /** Stake Amount */
            stake_amount: number;
            /** Max Stake Amount */
            max_stake_amount: number;
            /** Fee Open */
            fee_open: number;
            /** Fee Close */
            fee_close: number;
            /** Fees Abs */
            fees_abs: number;
            /** Funding Fees */
            funding_fees: number;
            /** Profit Abs */
            profit_abs: number;
            /** Profit Ratio */
            profit_ratio: number;
            /** Enter Tag */
            enter_tag: string;
            /** Exit Reason */
            exit_reason: string;
            /** Initial Stop Loss */
            initial_stop_loss: number;
            /** Stop Loss */
            stop_loss: number;
            /** Min Rate */
            min_rate: number;
            /** Max Rate */
            max_rate: number;
            /** Duration Minutes */
            duration_minutes: number;
            /** Orders */
            orders: components["schemas"]["Order"][];
        };
        /**
         * Verification
         * @description What running the same job on Freqtrade said about the result.
         *
         *     ``trades`` and ``figures`` are how many of either were compared, every field of each;
         *     ``differences`` the first that were found, of ``different`` in all.
         */
        Verification: {
            /** Engine */
            engine: string;
            /** Engine Version */
            engine_version: string;
            /** Trades */
            trades: number;
            /** Figures */
            figures: number;
            /**
             * Different
             * @default 0
             */
            different: number;
            /**
             * Differences
             * @default []
             */
            differences: components["schemas"]["Difference"][];
        };
        /**
         * HyperTrade backtest result
         * @description One backtest, complete: equal fingerprints give equal results, byte for byte.
         *
         *     ``verification`` is what Freqtrade said about it, where it was asked.
         */
        Result: {
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            strategy: components["schemas"]["StrategyView"];
            settings: components["schemas"]["Settings"];
            /** Caveats */
            caveats: components["schemas"]["Caveat"][];
            metrics: components["schemas"]["Metrics"];
            /** By Pair */
            by_pair: components["schemas"]["Group"][];
            /** By Enter Tag */
            by_enter_tag: components["schemas"]["Group"][];
            /** By Exit Reason */
            by_exit_reason: components["schemas"]["Group"][];
            by_period: components["schemas"]["Periods"];
            series: components["schemas"]["Series"];
            diagnosis: components["schemas"]["Diagnosis"];
            data_quality: components["schemas"]["DataQuality"];
            fingerprint: components["schemas"]["Fingerprint"];
            /** @default null */
            verification: components["schemas"]["Verification"] | null;
            /** Trades */
            trades: components["schemas"]["Trade"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
