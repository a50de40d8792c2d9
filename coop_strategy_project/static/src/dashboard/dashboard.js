import {
    Component,
    onWillStart,
    onWillUnmount,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {loadBundle} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const {DateTime} = luxon;

/** Colours of the bars by the last status of their project. */
const COLORS = {
    on_track: "#28a745",
    at_risk: "#d9822b",
    off_track: "#dc3545",
    on_hold: "#5b8fb9",
    done: "#7c5ba6",
    to_define: "#8f8f8f",
};
const ROW_HEIGHT = 30;
const AXIS_HEIGHT = 60;

/** The dashboard of the strategy: what waits, axes, and the roadmap of projects. */
export class StrategyDashboard extends Component {
    static template = "coop_strategy_project.Dashboard";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.canvas = useRef("canvas");
        this.state = useState({data: null});
        onWillStart(async () => {
            await Promise.all([loadBundle("web.chartjs_lib"), this.load()]);
        });
        useEffect(
            () => this.draw(),
            () => [this.state.data],
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    async load(cycleId = null) {
        this.state.data = await this.orm.call("coop.strategy.cycle", "get_dashboard", [
            cycleId,
        ]);
    }

    /** Projects that have days, in the order of their beginning. */
    get dated() {
        return (this.state.data.projects || []).filter((p) => p.first && p.last);
    }

    get undated() {
        return (this.state.data.projects || []).filter((p) => !p.first || !p.last);
    }

    get chartHeight() {
        return this.dated.length * ROW_HEIGHT + AXIS_HEIGHT;
    }

    draw() {
        this.chart?.destroy();
        this.chart = null;
        if (!this.canvas.el || !this.dated.length) {
            return;
        }
        const {first, last} = this.state.data.cycle;
        const millis = (day) => DateTime.fromISO(day).toMillis();
        const projects = this.dated;
        const today = DateTime.now().toMillis();
        this.chart = new Chart(this.canvas.el, {
            type: "bar",
            data: {
                labels: projects.map((p) => p.name),
                datasets: [
                    {
                        data: projects.map((p) => [millis(p.first), millis(p.last)]),
                        backgroundColor: projects.map(
                            (p) => COLORS[p.status] || COLORS.to_define,
                        ),
                        borderRadius: 4,
                        borderSkipped: false,
                        barPercentage: 0.7,
                    },
                ],
            },
            plugins: [{afterDatasetsDraw: (chart) => this.drawToday(chart, today)}],
            options: {
                indexAxis: "y",
                maintainAspectRatio: false,
                animation: false,
                onClick: (_event, found) => found.length && this.open(found[0].index),
                plugins: {
                    legend: {display: false},
                    tooltip: {
                        callbacks: {label: (item) => this.label(item.dataIndex)},
                    },
                },
                scales: {
                    x: {
                        type: "linear",
                        min: millis(first),
                        max: millis(last),
                        ticks: {
                            maxTicksLimit: 9,
                            callback: (value) =>
                                DateTime.fromMillis(value).toFormat("LLL yy"),
                        },
                    },
                    y: {ticks: {autoSkip: false}},
                },
            },
        });
    }

    drawToday(chart, today) {
        const {ctx, chartArea, scales} = chart;
        if (today < scales.x.min || today > scales.x.max) {
            return;
        }
        const x = scales.x.getPixelForValue(today);
        ctx.save();
        ctx.strokeStyle = "#dc3545";
        ctx.setLineDash([4, 4]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.restore();
    }

    label(index) {
        const {first, last, progress} = this.dated[index];
        const days = [first, last].map((day) =>
            DateTime.fromISO(day).toLocaleString(DateTime.DATE_MED),
        );
        return `${days.join(" – ")} · ${progress} %`;
    }

    open(index) {
        this.openRecord("project.project", this.dated[index].id);
    }

    openRecord(resModel, resId) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: resModel,
            res_id: resId,
            views: [[false, "form"]],
        });
    }

    openList({label, model, domain}) {
        this.action.doAction({
            type: "ir.actions.act_window",
            name: label,
            res_model: model,
            domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }

    get noCycle() {
        return _t("No strategy yet: begin with one in Plan / Strategies.");
    }
}

registry.category("actions").add("coop_strategy_dashboard", StrategyDashboard);
