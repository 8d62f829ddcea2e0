import { LineChart as LineSeriesChart } from 'echarts/charts.js';
import {
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
} from 'echarts/components.js';
import { connect, type ECharts, init, use } from 'echarts/core.js';
import { CanvasRenderer } from 'echarts/renderers.js';
import { useEffect, useRef } from 'react';
import styles from './line-chart.module.css';
import { type ChartContent, chartOption } from './line-chart-option.ts';
import { useTokens } from './tokens.ts';

use([
  LineSeriesChart,
  GridComponent,
  TooltipComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  CanvasRenderer,
]);

interface LineChartProps extends ChartContent {
  /** What a screen reader says: the chart's subject and where its series stand. */
  label: string;
  /** Charts of one group share their reading line. */
  group?: string;
}

/** Curves that are appended to, never re-animated, each named at its end. */
export function LineChart({ label, group, ...content }: LineChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const token = useTokens();

  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const made = init(host, null, { renderer: 'canvas' });
    chart.current = made;
    if (group) {
      made.group = group;
      connect(group);
    }
    const observer = new ResizeObserver(() => {
      // It also reports the size that the chart was made for.
      const isSame = host.clientWidth === made.getWidth() && host.clientHeight === made.getHeight();
      if (!isSame) made.resize({ animation: { duration: 0 } });
    });
    observer.observe(host);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [group]);

  useEffect(() => {
    // Merging by series id keeps what has not changed, so a growing curve costs its new points only.
    chart.current?.setOption(chartOption(content, token), { replaceMerge: ['series'], lazyUpdate: true });
  });

  return <div ref={element} className={styles.chart} role="img" aria-label={label} />;
}
