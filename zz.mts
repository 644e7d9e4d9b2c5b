import { readFileSync } from 'node:fs';
import { Rng } from './src/base/rng';
import { trainNetwork } from './src/science/subspace/trainNetwork';
import { prepareInput } from './src/science/subspace/trainingInput';
import { DoubleNetwork } from './src/science/models/doubleNetwork';
import { networkCurvature } from './src/science/bounds/networkCurvature';
import { predictFromOperator } from './src/science/bounds/predictFromOperator';
const lines = readFileSync('/work/main/media/sample/data/digits.csv','utf8').trim().split('\n').slice(1).map(l=>l.split(',').map(Number));
const rows=lines.length, columns=64;
const values=Float64Array.from(lines.flatMap(l=>l.slice(0,64)));
const data=prepareInput({rows,columns,values},{values:Int32Array.from(lines.map(l=>l[64])),classes:[]} as any,0.2,'global',new Rng(0).split(0xffffffff),b=>new SharedArrayBuffer(b));
for (const epochs of [20,50]) for (const network of [{name:'',widths:[64,10],activation:'identity'},{name:'',widths:[64,32,10],activation:'relu'}] as any[]) {
const job:any={network,data,plan:{seed:0,rate:0.05,fullRate:0.005,optimiser:'adam',momentum:0.9,batch:128,epochs,schedule:{name:'constant'},method:'random',projection:'dense',burnIn:1,target:{split:'train',measure:'loss',value:0.3,relative:false}}};
let t=performance.now();
const f=await trainNetwork(job,0,{});
const net=new DoubleNetwork(network,data,data.train);
const a=Float64Array.from(f.start), b=Float64Array.from(f.theta);
const pass=net.forward(b); const g=net.gradient(b,pass);
const off=b.map((x,i)=>x-a[i]);
const R=Math.hypot(...off);
console.log(epochs,network.widths.join('-'),'train ms',(performance.now()-t)|0,'L0',net.forward(a).loss,'L*',pass.loss,'acc',pass.accuracy,'|g|',Math.hypot(...g),'R',R,'lin',g.reduce((s,x,i)=>s+x*-off[i],0));
for (const kind of ['gauss-newton','hessian'] as const){
 const op=networkCurvature(net,b,kind); t=performance.now(); await op.apply(off); await op.apply(off); console.log(kind,'product ms',(performance.now()-t)/2);
 t=performance.now();
 for (const target of [0.5,0.2]) { const p=await predictFromOperator(op,off,target-pass.loss,{top:20,steps:60,probes:3,samples:40,doubt:0.05,rng:new Rng(1),hooks:{}}); console.log(kind,target,JSON.stringify(p),(performance.now()-t)|0); }
}}
