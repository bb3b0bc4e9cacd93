export const DIST: string;
export function headers(text?: string): Record<string, Record<string, string>>;
export function serve(options?: {
    folder?: string;
    base?: string;
    port?: number;
    files?: Record<string, string | Buffer>;
}): Promise<{
    url: string;
    port: number;
    asked: string[];
    files: Record<string, string | Buffer>;
    close(): Promise<void>;
}>;
