import {
    Component,
    onMounted,
    onWillStart,
    onWillUnmount,
    useRef,
    useState,
} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {normalize} from "@web/core/l10n/utils";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {formatMinutes} from "../fields/minutes_field";
import {NetworkLayout} from "./network_layout";

/** Lines that are drawn at first, more or less; a larger minimum hides the rest. */
const SOME_LINES = 500;
const MINIMUMS = [0, 30, 60, 90, 120, 180, 240, 300, 480, 720, 1200];
/** Groups that get a colour of their own; the others share one. */
const COLOURS = 9;
const COMMONS = 0;

function radiusOf({id, given, received}, most) {
    return id === COMMONS ? 16 : 5 + 14 * Math.sqrt((given + received) / most);
}

export class GiftNetwork extends Component {
    static template = "coop_member.GiftNetwork";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.display = {controlPanel: {}};
        this.svg = useRef("svg");
        this.state = useState({
            dateFrom: "",
            dateTo: "",
            category: "",
            groupBy: "college",
            minimum: 0,
            commons: true,
            view: "picture",
            search: "",
            selected: null,
            hovered: null,
            group: null,
            progress: 0,
            zoom: 1,
            x: 0,
            y: 0,
            width: 0,
        });
        this.run = 0;
        this.minimums = MINIMUMS;
        this.format = formatMinutes;
        onWillStart(() => this.load());
        onMounted(() => {
            this.observer = new ResizeObserver(() => this.measure());
            this.observer.observe(this.svg.el.parentElement);
        });
        onWillUnmount(() => {
            this.run = -1;
            this.observer.disconnect();
        });
    }

    // -- data ------------------------------------------------------------------------

    async load() {
        const {dateFrom, dateTo, category} = this.state;
        const data = await this.orm.call("coop.gift", "get_network", [], {
            date_from: dateFrom || null,
            date_to: dateTo || null,
            category_id: Number(category) || null,
        });
        this.data = data;
        this.read(data);
        Object.assign(this.state, {
            dateFrom: data.date_from,
            dateTo: data.date_to,
            minimum: this.firstMinimum(),
            selected: this.nodes.has(this.state.selected) ? this.state.selected : null,
            hovered: null,
        });
        this.draw();
    }

    read({members, pairs}) {
        const most = Math.max(...members.map((one) => one.given + one.received), 1);
        this.nodes = new Map(
            members.map((member) => [
                member.id,
                {
                    ...member,
                    fixed: member.id === COMMONS,
                    radius: radiusOf(member, most),
                    out: [],
                    in: [],
                    searched: normalize(
                        [member.name, member.number, ...member.activities].join(" "),
                    ),
                },
            ]),
        );
        const heaviest = Math.log1p(pairs.length ? pairs[0][2] : 1);
        this.links = pairs.map(([giver, receiver, minutes]) => {
            const link = {
                source: this.nodes.get(giver),
                target: this.nodes.get(receiver),
                minutes,
                strength: Math.log1p(minutes) / heaviest,
            };
            link.source.out.push(link);
            link.target.in.push(link);
            return link;
        });
    }

    /** The minimum that comes nearest to a picture that can be read. */
    firstMinimum() {
        const distance = (least) => {
            const count = this.links.filter((link) => link.minutes >= least).length;
            return Math.abs(count - Math.min(SOME_LINES, this.links.length));
        };
        return MINIMUMS.reduce((best, least) =>
            distance(least) < distance(best) ? least : best,
        );
    }

    /** Group the nodes, then find their places; a newer call ends this one. */
    async draw() {
        const run = ++this.run;
        this.group();
        this.state.group = null;
        this.state.progress = 0;
        const nodes = [...this.nodes.values()];
        const layout = new NetworkLayout(nodes, this.links, this.groups.length);
        const done = await layout.run((progress) => {
            if (run !== this.run) {
                return false;
            }
            this.state.progress = Math.min(progress, 0.99);
            return true;
        });
        if (!done) {
            return;
        }
        this.measureExtent(nodes);
        this.reset();
        this.measure();
        this.state.progress = 1;
    }

    groupName(node) {
        const names = {
            college: node.college,
            adviser: node.adviser,
            activity: node.activities[0],
            none: _t("Members"),
        };
        return names[this.state.groupBy] || _t("None");
    }

    group() {
        const members = [...this.nodes.values()].filter((node) => !node.fixed);
        const sizes = new Map();
        for (const node of members) {
            const name = this.groupName(node);
            sizes.set(name, (sizes.get(name) || 0) + 1);
        }
        const ranked = [...sizes].sort(
            ([one, a], [other, b]) => b - a || one.localeCompare(other),
        );
        const named = ranked.length > COLOURS + 1 ? ranked.slice(0, COLOURS) : ranked;
        this.groups = named.map(([name, size], colour) => ({name, size, colour}));
        const rest = ranked.slice(named.length);
        if (rest.length) {
            const size = rest.reduce((sum, [, count]) => sum + count, 0);
            this.groups.push({name: _t("Others"), size, colour: COLOURS});
        }
        const positions = new Map(named.map(([name], position) => [name, position]));
        for (const node of members) {
            node.group = positions.get(this.groupName(node)) ?? named.length;
        }
    }

    // -- what is seen ----------------------------------------------------------------

    get isReady() {
        return this.state.progress === 1;
    }

    get summary() {
        const {member_count: count, members, pairs, pair_count: pairCount} = this.data;
        const shown = members.filter((member) => member.id !== COMMONS).length;
        const cut = [];
        if (count > shown) {
            cut.push(
                _t("The %(shown)s members who exchanged most, of %(count)s.", {
                    shown,
                    count,
                }),
            );
        }
        if (pairCount > pairs.length) {
            cut.push(
                _t("The %(shown)s largest exchanges, of %(count)s.", {
                    shown: pairs.length,
                    count: pairCount,
                }),
            );
        }
        const drawn = this.visibleLinks.length;
        return [
            _t("%(members)s members, %(lines)s lines.", {members: shown, lines: drawn}),
            ...cut,
        ].join(" ");
    }

    get visibleLinks() {
        const {minimum, commons} = this.state;
        return this.links.filter(
            (link) =>
                link.minutes >= minimum &&
                (commons || !(link.source.fixed || link.target.fixed)),
        );
    }

    get visibleNodes() {
        return [...this.nodes.values()].filter(
            (node) => this.state.commons || !node.fixed,
        );
    }

    /** Whom all eyes are on: the member under the pointer, or the one chosen. */
    get focus() {
        const id = this.state.hovered ?? this.state.selected;
        return id === null ? null : this.nodes.get(id);
    }

    get selected() {
        return this.state.selected === null
            ? null
            : this.nodes.get(this.state.selected);
    }

    get found() {
        const typed = normalize(this.state.search.trim());
        if (typed.length < 2) {
            return [];
        }
        return this.visibleNodes.filter((n) => n.searched.includes(typed)).slice(0, 8);
    }

    /** All that the picture is made of, as it is now. */
    get scene() {
        const {group} = this.state;
        const focus = this.focus;
        const near = new Set(focus ? [focus.id] : []);
        const links = this.visibleLinks.map((link) => {
            const out = link.source === focus;
            const into = link.target === focus;
            if (out || into) {
                near.add(link.source.id).add(link.target.id);
            }
            return {link, kind: out ? "given" : into ? "received" : "plain"};
        });
        const dims = (node) =>
            focus ? !near.has(node.id) : group !== null && node.group !== group;
        const nodes = this.visibleNodes.map((node) => ({node, isDim: dims(node)}));
        return {
            nodes,
            lines: links.map(({link, kind}) => this.line(link, kind, dims)),
            labels: this.labels(nodes, focus, near),
        };
    }

    line(link, kind, dims) {
        const {source, target, strength} = link;
        const dx = target.x - source.x;
        const dy = target.y - source.y;
        // Both ways between two members are seen apart: each bends to its right.
        const middleX = (source.x + target.x) / 2 - dy * 0.12;
        const middleY = (source.y + target.y) / 2 + dx * 0.12;
        const length = Math.hypot(target.x - middleX, target.y - middleY) || 1;
        const stop = (target.radius + 2) / length;
        const endX = target.x + (middleX - target.x) * stop;
        const endY = target.y + (middleY - target.y) * stop;
        const isDim =
            kind === "plain" && (this.focus || (dims(source) && dims(target)));
        return {
            key: `${source.id}-${target.id}`,
            path: `M${source.x} ${source.y}Q${middleX} ${middleY} ${endX} ${endY}`,
            width: 0.6 + 3 * strength ** 3,
            css: `o_coop_line o_coop_line_${kind}${isDim ? " o_coop_dim" : ""}`,
            arrow: kind === "plain" ? null : `url(#o_coop_arrow_${kind})`,
        };
    }

    /** Names that find room, those of the members who exchanged most first. */
    labels(nodes, focus, near) {
        const size = 12 * this.unit;
        const ranked = focus
            ? nodes.filter(({node}) => near.has(node.id))
            : nodes.filter(({isDim}) => !isDim);
        ranked.sort((one, other) => (other.node === focus) - (one.node === focus));
        const taken = [];
        const labels = [];
        for (const {node} of ranked.slice(0, 30 * this.state.zoom ** 2 + 30)) {
            const half = (node.name.length * size * 0.56) / 2;
            const y = node.y + node.radius + size;
            const box = [node.x - half, y - size, node.x + half, y + size * 0.2];
            const isFree = taken.every(
                ([left, top, right, bottom]) =>
                    box[2] < left || box[0] > right || box[3] < top || box[1] > bottom,
            );
            if (isFree || node === focus) {
                taken.push(box);
                labels.push({node, y, size});
            }
        }
        return labels;
    }

    exchanges(node, side) {
        const links = side === "given" ? node.out : node.in;
        return links.map(({source, target, minutes}) => ({
            other: side === "given" ? target : source,
            minutes,
        }));
    }

    people(node) {
        const others = [
            ...node.out.map((l) => l.target),
            ...node.in.map((l) => l.source),
        ];
        return new Set(others.filter((other) => !other.fixed)).size;
    }

    minimumLabel(minimum) {
        return minimum ? formatMinutes(minimum) : _t("Any");
    }

    // -- moving about ----------------------------------------------------------------

    measureExtent(nodes) {
        const reach = (axis, sign) =>
            Math.max(...nodes.map((node) => sign * node[axis] + node.radius), 60) + 30;
        const left = reach("x", -1);
        const top = reach("y", -1);
        this.box = {
            x: -left,
            y: -top,
            width: left + reach("x", 1),
            height: top + reach("y", 1),
        };
    }

    measure() {
        this.state.width = this.svg.el?.clientWidth || 0;
    }

    get viewBox() {
        const {x, y, width, height} = this.box || {x: 0, y: 0, width: 1, height: 1};
        return `${x} ${y} ${width} ${height}`;
    }

    /** How many units of the picture a pixel of the screen is. */
    get unit() {
        const {clientWidth = 0, clientHeight = 0} = this.svg.el || {};
        if (!this.box || !clientWidth || !clientHeight) {
            return 1;
        }
        const whole = Math.max(
            this.box.width / clientWidth,
            this.box.height / clientHeight,
        );
        return whole / this.state.zoom;
    }

    reset() {
        Object.assign(this.state, {zoom: 1, x: 0, y: 0});
    }

    zoomBy(factor, at = null) {
        const {zoom, x, y} = this.state;
        const next = Math.min(Math.max(zoom * factor, 0.5), 12);
        const middle = at || {
            x: this.box.x + this.box.width / 2,
            y: this.box.y + this.box.height / 2,
        };
        const scale = next / zoom;
        Object.assign(this.state, {
            zoom: next,
            x: middle.x - (middle.x - x) * scale,
            y: middle.y - (middle.y - y) * scale,
        });
    }

    /** Where on the picture, as it is without zoom, an event took place. */
    pointOf(ev) {
        const inverse = this.svg.el.getScreenCTM().inverse();
        return new DOMPoint(ev.clientX, ev.clientY).matrixTransform(inverse);
    }

    onWheel(ev) {
        ev.preventDefault();
        this.zoomBy(ev.deltaY < 0 ? 1.2 : 1 / 1.2, this.pointOf(ev));
    }

    onPointerDown(ev) {
        this.drag = {from: this.pointOf(ev), x: this.state.x, y: this.state.y, far: 0};
    }

    onPointerMove(ev) {
        if (!this.drag) {
            return;
        }
        const {x, y} = this.pointOf(ev);
        const dx = x - this.drag.from.x;
        const dy = y - this.drag.from.y;
        this.drag.far = Math.max(this.drag.far, Math.hypot(dx, dy));
        // A finger that trembles still points at a member.
        if (this.drag.far > 4 * this.unit * this.state.zoom) {
            this.svg.el.setPointerCapture(ev.pointerId);
            Object.assign(this.state, {x: this.drag.x + dx, y: this.drag.y + dy});
        }
    }

    onPointerUp() {
        this.dragged = this.drag && this.drag.far > 4 * this.unit * this.state.zoom;
        this.drag = null;
    }

    nodeOf(ev) {
        const id = ev.target.dataset.id;
        return id === undefined ? null : Number(id);
    }

    onPointerOver(ev) {
        if (!this.drag && ev.pointerType !== "touch") {
            this.state.hovered = this.nodeOf(ev);
        }
    }

    onClick(ev) {
        if (!this.dragged) {
            this.select(this.nodeOf(ev));
        }
        this.dragged = false;
    }

    // -- choices ---------------------------------------------------------------------

    select(id) {
        Object.assign(this.state, {selected: id, hovered: null, search: ""});
    }

    /** Choose who was searched for, and bring them to the middle. */
    show(id) {
        this.select(id);
        const node = this.nodes.get(id);
        const zoom = Math.max(this.state.zoom, 2);
        Object.assign(this.state, {
            zoom,
            x: this.box.x + this.box.width / 2 - node.x * zoom,
            y: this.box.y + this.box.height / 2 - node.y * zoom,
        });
    }

    onSearchKey(ev) {
        if (ev.key === "Enter" && this.found.length) {
            this.show(this.found[0].id);
        }
        if (ev.key === "Escape") {
            this.state.search = "";
        }
    }

    onFilter(name, ev) {
        this.state[name] = ev.target.value;
        return this.load();
    }

    onGroupBy(ev) {
        this.state.groupBy = ev.target.value;
        this.draw();
    }

    toggleGroup(position) {
        this.state.group = this.state.group === position ? null : position;
    }

    openMember(id) {
        this.actionService.doAction({
            type: "ir.actions.act_window",
            res_model: "coop.member",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("coop_gift_network", GiftNetwork);
